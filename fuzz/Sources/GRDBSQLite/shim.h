// The importer reads foreign databases through the system's SQLite, by the name that the package's own dependency has.
#include <sqlite3.h>
