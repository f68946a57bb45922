/* SPDX-License-Identifier: BSD-2-Clause */
/* What the commands about constituents work on: configuration, directory, register, and the store's bases. */
#ifndef CLI_DESK_H
#define CLI_DESK_H

#include "conf/conf.h"
#include "policy/directory/directory.h"
#include "store/basis_index.h"
#include "store/casebook.h"
#include "store/register.h"

#include <glib.h>

struct desk {
	struct conf *conf;
	struct directory *directory;
	struct register_file *file;
	struct casebook *casebook; /* NULL where there is no store yet */
	struct register_with_bases both;
	struct basis_index *bases; /* of now; NULL with the casebook */
};

/* Opens all of it; makes_store: the casebook is made where it is missing, else it may be. FALSE after complaining, with
 * the exit status. Whatever it gives, end with desk_done(). */
gboolean desk_open(struct desk *desk, const char *conf_path, gboolean makes_store, int *ret_status);
void desk_done(struct desk *desk);

/* Reads the store's bases again. FALSE after complaining. */
gboolean desk_refresh(struct desk *desk, int *ret_status);

/* Register and store, as the rules see them; borrowed from the desk. */
struct register_view desk_view(struct desk *desk);

#endif
