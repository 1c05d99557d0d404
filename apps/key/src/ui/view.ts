/** What a screen shows. */
export interface View {
  title: string;
  content: (Node | string)[];
  /** Stands above, on the site's deep colour. */
  pass?: Node[];
  /** Buttons that stay at the bottom. */
  actions?: Node[];
  /** The two actions are a yes and a no, side by side. */
  pair?: boolean;
  /** Where „Back“ leads; absent: there is no way back. */
  back?: string | (() => void);
}
