#include "internal.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct list {
  char **paths;
  size_t count, capacity;
};

static int add(struct list *list, char *path) {
  if (list->count + 1 >= list->capacity) {
    size_t capacity = list->capacity * 2 + 16;
    char **paths = realloc(list->paths, capacity * sizeof *paths);
    if (!paths) return 0;
    list->paths = paths;
    list->capacity = capacity;
  }
  list->paths[list->count++] = path;
  list->paths[list->count] = NULL;
  return 1;
}

static char *joined(const char *folder, const char *name) {
  size_t length = strlen(folder) + strlen(name) + 2;
  char *path = malloc(length);
  if (path) snprintf(path, length, "%s/%s", folder, name);
  return path;
}

static int collect(struct list *list, const char *folder) {
  DIR *directory = opendir(folder);
  if (!directory) return 0;
  int is_done = 1;
  for (struct dirent *entry; is_done && (entry = readdir(directory));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    struct stat about;
    char *path = joined(folder, entry->d_name);
    if (!path || lstat(path, &about) != 0) {
      free(path);
      continue;
    }
    if (S_ISREG(about.st_mode)) {
      is_done = add(list, path);
      if (!is_done) free(path);
    } else {
      if (S_ISDIR(about.st_mode)) is_done = collect(list, path);
      free(path);
    }
  }
  closedir(directory);
  return is_done;
}

static int compare(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

char **folder_paths(const char *folder) {
  struct list list = {calloc(1, sizeof(char *)), 0, 1};
  if (!list.paths) return NULL;
  if (!collect(&list, folder)) {
    paths_free(list.paths);
    return NULL;
  }
  qsort(list.paths, list.count, sizeof *list.paths, compare);
  return list.paths;
}

void paths_free(char **paths) {
  if (!paths) return;
  for (char **path = paths; *path; path++) free(*path);
  free(paths);
}

int has_suffix(const char *text, const char *suffix) {
  size_t length = strlen(text), suffix_length = strlen(suffix);
  return length >= suffix_length && strcmp(text + length - suffix_length, suffix) == 0;
}
