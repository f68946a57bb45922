/* SPDX-License-Identifier: BSD-2-Clause */
/* libmilter's callbacks: each translates and delegates. */
#ifndef MILTER_CALLBACKS_H
#define MILTER_CALLBACKS_H

#include "milter/service.h"

/* Registers the filter with libmilter, before its socket is opened. The service outlives smfi_main(). FALSE where
 * libmilter refuses. */
gboolean callbacks_register(struct service *service);

#endif
