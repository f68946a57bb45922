/* SPDX-License-Identifier: BSD-2-Clause */
/* The keys of candour.conf whose values are lists of groups: actions, labels, label headers and references. For this
 * room only. */
#ifndef CONF_CONF_GROUPS_H
#define CONF_CONF_GROUPS_H

#include <glib.h>
#include <libconfig.h>

/* Append struct conf_action, struct conf_label, struct conf_label_header, struct reference_pattern. What is wrong with
 * an entry goes to faults (conf/faults.h), and the others are read. */
void conf_groups_actions(const char *path, const config_setting_t *setting, GPtrArray *actions, GPtrArray *faults);
void conf_groups_labels(const char *path, const config_setting_t *setting, GPtrArray *labels, GPtrArray *faults);
void conf_groups_label_headers(const char *path, const config_setting_t *setting, GPtrArray *headers,
			       GPtrArray *faults);
void conf_groups_references(const char *path, const config_setting_t *setting, GPtrArray *references,
			    GPtrArray *faults);

void conf_groups_free_action(gpointer action);
void conf_groups_free_label(gpointer label);
void conf_groups_free_label_header(gpointer header);
void conf_groups_free_reference(gpointer pattern);

#endif
