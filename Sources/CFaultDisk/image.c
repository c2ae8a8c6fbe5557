#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int image_resize(struct image *image, int64_t size) {
  if (size > image->capacity) {
    int64_t capacity = size + size / 4;
    unsigned char *bytes = realloc(image->bytes, (size_t)capacity);
    if (!bytes) return 0;
    image->bytes = bytes;
    image->capacity = capacity;
  }
  if (size > image->size) memset(image->bytes + image->size, 0, (size_t)(size - image->size));
  image->size = size;
  return 1;
}

int image_read(struct image *image, const char *path) {
  struct stat about;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  int code = fstat(descriptor, &about) != 0 ? errno : 0;
  if (code == 0 && !image_resize(image, about.st_size)) code = ENOMEM;
  for (int64_t done = 0; code == 0 && done < image->size;) {
    ssize_t count = read(descriptor, image->bytes + done, (size_t)(image->size - done));
    if (count > 0) {
      done += count;
    } else if (count == 0 || errno != EINTR) {
      code = count == 0 ? EIO : errno;
    }
  }
  close(descriptor);
  return code;
}

int image_write(const struct image *image, const char *path, mode_t mode) {
  int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return errno;
  int code = fchmod(descriptor, mode & 07777) != 0 ? errno : 0;
  for (int64_t done = 0; code == 0 && done < image->size;) {
    ssize_t count = write(descriptor, image->bytes + done, (size_t)(image->size - done));
    if (count > 0) {
      done += count;
    } else if (count == 0 || errno != EINTR) {
      code = count == 0 ? EIO : errno;
    }
  }
  if (close(descriptor) != 0 && code == 0) code = errno;
  return code;
}
