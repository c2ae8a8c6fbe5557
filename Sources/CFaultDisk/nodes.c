#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct node *machine_node(fault_machine *machine, const char *path) {
  struct stat about;
  if (stat(path, &about) != 0) return NULL;
  for (struct node *node = machine->nodes; node; node = node->next) {
    if (node->inode == about.st_ino && node->device == about.st_dev) return node;
  }
  struct node *node = calloc(1, sizeof *node);
  if (!node) return NULL;
  node->device = about.st_dev;
  node->inode = about.st_ino;
  node->next = machine->nodes;
  machine->nodes = node;
  return node;
}

static void free_node_without_use(fault_machine *machine, struct node *node) {
  int is_gone = node->inode == 0;
  if (node->handles > 0 || (!is_gone && (node->journal.first || node->is_fresh))) return;
  for (struct node **link = &machine->nodes; *link; link = &(*link)->next) {
    if (*link != node) continue;
    *link = node->next;
    journal_clear(&node->journal);
    free(node);
    return;
  }
}

void machine_close_node(fault_machine *machine, struct node *node) {
  node->handles--;
  free_node_without_use(machine, node);
}

void machine_close_all(fault_machine *machine) {
  for (struct node *node = machine->nodes; node;) {
    struct node *next = node->next;
    node->handles = 0;
    free_node_without_use(machine, node);
    node = next;
  }
}

void machine_forget_node(fault_machine *machine, struct node *node) {
  // Open handles still point at it: until they close it stays under an inode that no file has.
  node->inode = 0;
  node->device = 0;
  journal_clear(&node->journal);
  free_node_without_use(machine, node);
}

void machine_bury(fault_machine *machine, const char *path) {
  struct image image = {0};
  struct grave *grave = calloc(1, sizeof *grave);
  char *name = strdup(path);
  struct node *node = machine_node(machine, path);
  if (!grave || !name || !node || image_read(&image, path) != 0) {
    free(grave);
    free(name);
    free(image.bytes);
    return;
  }
  machine_forget_grave(machine, path);
  grave->path = name;
  grave->bytes = image.bytes;
  grave->size = image.size;
  grave->journal = node->journal;
  node->journal.first = node->journal.last = NULL;
  grave->next = machine->graves;
  machine->graves = grave;
}

static void free_grave(struct grave *grave) {
  journal_clear(&grave->journal);
  free(grave->bytes);
  free(grave->path);
  free(grave);
}

void machine_forget_grave(fault_machine *machine, const char *path) {
  for (struct grave **link = &machine->graves; *link; link = &(*link)->next) {
    if (strcmp((*link)->path, path) != 0) continue;
    struct grave *grave = *link;
    *link = grave->next;
    free_grave(grave);
    return;
  }
}

void machine_forget_graves(fault_machine *machine) {
  while (machine->graves) {
    struct grave *next = machine->graves->next;
    free_grave(machine->graves);
    machine->graves = next;
  }
}

void machine_forget_files(fault_machine *machine) {
  machine_forget_graves(machine);
  while (machine->nodes) {
    struct node *next = machine->nodes->next;
    journal_clear(&machine->nodes->journal);
    free(machine->nodes);
    machine->nodes = next;
  }
}
