/* SPDX-License-Identifier: BSD-2-Clause */
/* The checks, one file each; checks.c lists them. */
#ifndef POLICY_CHECKS_CHECKS_H
#define POLICY_CHECKS_CHECKS_H

#include "policy/rule.h"

/* A blind copy of correspondence with one member to another (POLICY.md, "Silent copies"). */
extern const struct check silent_copy_check;
/* Confidential content that goes to a member without a marking (POLICY.md, "Markings and confidential content"). */
extern const struct check unmarked_confidential_check;
/* A constituent of the register identified, without a recorded basis for that member ("Constituents' data"). */
extern const struct check constituent_data_check;
/* Parts that could not be read, which is a finding of its own and never "clean". */
extern const struct check uninspectable_check;

#endif
