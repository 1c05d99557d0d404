/** The camera, and the QR codes in its picture. */
export type CameraTrouble = 'denied' | 'missing' | 'busy' | 'failed';

const IDEAL_WIDTH_PX = 1280;
const DECODED_PX = 800;
const PAUSE_MS = 40;

interface TorchTrack extends MediaStreamTrack {
  getCapabilities(): MediaTrackCapabilities & { torch?: boolean };
}
interface Detector { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}
type Decode = (video: HTMLVideoElement) => Promise<string | undefined>;

export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'failed';
}

/** Whether the person has already said yes, so that no explanation is needed. */
export async function cameraAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state === 'granted';
  } catch {
    return false;
  }
}

export class Camera {
  readonly #stream: MediaStream;
  #reading = true;

  private constructor(stream: MediaStream) {
    this.#stream = stream;
  }

  static async open(video: HTMLVideoElement): Promise<Camera> {
    if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: IDEAL_WIDTH_PX } },
    });
    const camera = new Camera(stream);
    video.srcObject = stream;
    await video.play().catch(() => undefined);
    return camera;
  }

  /** Gives every text read from the picture, until the camera is stopped. */
  async read(video: HTMLVideoElement, receive: (text: string) => void): Promise<void> {
    const decode = await makeDecoder();
    while (this.#reading) {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        const text = await decode(video).catch(() => undefined);
        if (text && this.#reading) receive(text);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  get hasTorch(): boolean {
    return this.#track?.getCapabilities?.().torch ?? false;
  }

  async torch(on: boolean): Promise<void> {
    await this.#track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
  }

  stop(): void {
    this.#reading = false;
    for (const track of this.#stream.getTracks()) track.stop();
  }

  get #track(): TorchTrack | undefined {
    return this.#stream.getVideoTracks()[0] as TorchTrack | undefined;
  }
}

async function makeDecoder(): Promise<Decode> {
  return (await nativeDecoder()) ?? softwareDecoder();
}

async function nativeDecoder(): Promise<Decode | undefined> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats: string[] = (await Native?.getSupportedFormats().catch(() => [])) ?? [];
  if (!Native || !formats.includes('qr_code')) return undefined;
  const detector = new Native({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video))[0]?.rawValue;
}

async function softwareDecoder(): Promise<Decode> {
  const { default: decodeQr } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const picture = canvas.getContext('2d', { willReadFrequently: true })!;
  return async (video) => {
    const scale = Math.min(1, DECODED_PX / Math.max(video.videoWidth, video.videoHeight));
    const width = Math.round(video.videoWidth * scale);
    const height = Math.round(video.videoHeight * scale);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    picture.drawImage(video, 0, 0, width, height);
    return decodeQr(picture.getImageData(0, 0, width, height));
  };
}
