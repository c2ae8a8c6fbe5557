#ifndef GODWIT_CZLIB_SHIM_H
#define GODWIT_CZLIB_SHIM_H

#include <zlib.h>

// zlib's initialisers are macros, which Swift cannot import. Raw deflate (no zlib header)
// is asked for by a negative window size.
static inline int godwit_deflate_init(z_stream *stream, int level, int window_bits, int memory_level) {
  return deflateInit2(stream, level, Z_DEFLATED, -window_bits, memory_level, Z_DEFAULT_STRATEGY);
}

static inline int godwit_inflate_init(z_stream *stream) {
  return inflateInit2(stream, -15);
}

// A window size above 16 makes zlib expect a gzip header.
static inline int godwit_gunzip_init(z_stream *stream) {
  return inflateInit2(stream, 16 + 15);
}

#endif
