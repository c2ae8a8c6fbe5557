#ifndef GODWIT_CPOSTGRES_SHIM_H
#define GODWIT_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
