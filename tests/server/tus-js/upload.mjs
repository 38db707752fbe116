// Uploads one file by tus-js-client: node upload.mjs FILE ENDPOINT TOKEN DIGEST CHUNK. Prints the upload's address.
import { createReadStream, statSync } from 'node:fs'
import { Upload } from 'tus-js-client'

const [file, endpoint, token, digest, chunk] = process.argv.slice(2)
const upload = new Upload(createReadStream(file), {
  endpoint,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { filename: 'letter.pdf', filetype: 'application/pdf', digest },
  uploadSize: statSync(file).size,
  chunkSize: Number(chunk),
  retryDelays: Array(40).fill(20),
  onShouldRetry: () => true,
  onError: (error) => {
    console.error(String(error))
    process.exit(1)
  },
  onSuccess: () => console.log(upload.url),
})
upload.start()
