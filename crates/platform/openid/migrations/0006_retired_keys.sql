-- A key that signs no more keeps only its public half, to recognise what it signed.
ALTER TABLE openid_key ADD COLUMN public_jwk TEXT;
