/* SPDX-License-Identifier: BSD-2-Clause */
/* The one list of checks. */
#include "policy/checks/checks.h"

const struct check *const checks[] = {
	&silent_copy_check, &unmarked_confidential_check, &constituent_data_check, &uninspectable_check, NULL,
};
