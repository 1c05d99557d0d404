// The story once more, over TLS: `svornik demo --tls`.
process.env.SVORNIK_TLS = '1';
await import('./story.test.mjs');
