/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads iCalendar with libical. Knows nothing of times and repetitions, which no rule asks for. */
#include "parser/calendar.h"

#include "parser/html.h"

#include <libical/ical.h>
#include <string.h>

struct reading {
	struct calendar *calendar;
	GString *text;
	GHashTable *told; /* char *: what the text has already, owned */
	GHashTable *met;  /* char *: "role address" of people, owned */
	unsigned components;
	gboolean is_whole;
};

/* "mailto:a%40b?subject=x" as an address, or NULL. Free with g_free(). */
static char *address_of(const char *uri)
{
	static const char scheme[] = "mailto:";
	g_autofree char *bare = NULL;

	uri += strspn(uri, "\" ");
	if (g_ascii_strncasecmp(uri, scheme, strlen(scheme)) != 0)
		return NULL;
	uri += strlen(scheme);
	bare = g_strndup(uri, strcspn(uri, "?\""));
	return g_uri_unescape_string(bare, NULL);
}

static void add_uri(struct reading *reading, enum calendar_role role, gboolean is_resource, const char *name,
		    const char *uri)
{
	g_autofree char *mailbox = uri ? address_of(uri) : NULL;
	g_autofree char *lower = mailbox ? g_ascii_strdown(mailbox, -1) : NULL;

	if (!mailbox || !g_hash_table_add(reading->met, g_strdup_printf("%d %s", role, lower)))
		return;
	if (reading->calendar->people->len >= CALENDAR_MAX_PEOPLE)
		reading->is_whole = FALSE;
	else
		calendar_add_person(reading->calendar, role, is_resource, name, mailbox);
}

static const char *name_of(icalproperty *property)
{
	icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);

	return parameter ? icalparameter_get_cn(parameter) : NULL;
}

static gboolean is_resource(icalproperty *property)
{
	icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);
	icalparameter_cutype type = parameter ? icalparameter_get_cutype(parameter) : ICAL_CUTYPE_INDIVIDUAL;

	return type == ICAL_CUTYPE_RESOURCE || type == ICAL_CUTYPE_ROOM;
}

/* Delegates; of several in one parameter libical tells the first, and each must be an attendee, too (RFC
 * 5546, 3.2.2.3).
 */
static void add_delegates(struct reading *reading, icalproperty *property, icalparameter_kind kind,
			  const char *(*value_of)(const icalparameter *))
{
	icalparameter *parameter = icalproperty_get_first_parameter(property, kind);

	for (; parameter; parameter = icalproperty_get_next_parameter(property, kind))
		add_uri(reading, CALENDAR_DELEGATE, FALSE, NULL, value_of(parameter));
}

static void read_person(struct reading *reading, icalproperty *property, enum calendar_role role, const char *uri)
{
	icalparameter *sent_by = icalproperty_get_first_parameter(property, ICAL_SENTBY_PARAMETER);

	add_uri(reading, role, is_resource(property), name_of(property), uri);
	if (sent_by)
		add_uri(reading, CALENDAR_SENT_BY, FALSE, NULL, icalparameter_get_sentby(sent_by));
	add_delegates(reading, property, ICAL_DELEGATEDTO_PARAMETER, icalparameter_get_delegatedto);
	add_delegates(reading, property, ICAL_DELEGATEDFROM_PARAMETER, icalparameter_get_delegatedfrom);
}

/* Occurrences of a series repeat what the series says. */
static void tell(struct reading *reading, const char *text)
{
	g_autofree char *said = text ? g_strstrip(g_strdup(text)) : NULL;

	if (!said || !*said || g_hash_table_contains(reading->told, said))
		return;
	g_string_append_printf(reading->text, "%s\n", said);
	g_hash_table_add(reading->told, g_steal_pointer(&said));
}

/* Outlook's description with its looks (X-ALT-DESC;FMTTYPE=text/html). */
static void tell_html(struct reading *reading, const char *html)
{
	gboolean is_whole = TRUE;
	struct lines *lines = html_read(html, &is_whole);

	tell(reading, lines->text->str);
	reading->is_whole = reading->is_whole && is_whole;
	lines_free(lines);
}

static void read_extension(struct reading *reading, icalproperty *property)
{
	const char *name = icalproperty_get_x_name(property);
	const char *value = icalproperty_get_x(property);

	if (name && value && g_ascii_strcasecmp(name, "X-ALT-DESC") == 0)
		tell_html(reading, value);
}

static void read_property(struct reading *reading, icalproperty *property)
{
	switch (icalproperty_isa(property)) {
	case ICAL_ORGANIZER_PROPERTY:
		read_person(reading, property, CALENDAR_ORGANIZER, icalproperty_get_organizer(property));
		break;
	case ICAL_ATTENDEE_PROPERTY:
		read_person(reading, property, CALENDAR_ATTENDEE, icalproperty_get_attendee(property));
		break;
	case ICAL_SUMMARY_PROPERTY:
		if (!reading->calendar->summary && icalproperty_get_summary(property))
			reading->calendar->summary =
				g_strdelimit(g_strdup(icalproperty_get_summary(property)), "\r\n\t", ' ');
		tell(reading, icalproperty_get_summary(property));
		break;
	case ICAL_LOCATION_PROPERTY:
	case ICAL_DESCRIPTION_PROPERTY:
	case ICAL_COMMENT_PROPERTY:
	case ICAL_CATEGORIES_PROPERTY:
	case ICAL_CONTACT_PROPERTY:
	case ICAL_RESOURCES_PROPERTY:
		tell(reading, icalvalue_get_text(icalproperty_get_value(property)));
		break;
	case ICAL_X_PROPERTY:
		read_extension(reading, property);
		break;
	default:
		break;
	}
}

/* The summary first, wherever it stands, then the rest in its order. */
static void read_properties(struct reading *reading, icalcomponent *component)
{
	icalproperty *property = icalcomponent_get_first_property(component, ICAL_SUMMARY_PROPERTY);

	if (property)
		read_property(reading, property);
	for (property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY); property;
	     property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY))
		read_property(reading, property);
}

/* Time zones say nothing to people. The depth was counted before. */
static void read_component(struct reading *reading, icalcomponent *component)
{
	icalproperty *method = icalcomponent_get_first_property(component, ICAL_METHOD_PROPERTY);
	icalcomponent *inner;

	if (icalcomponent_isa(component) == ICAL_VTIMEZONE_COMPONENT)
		return;
	if (reading->components++ >= CALENDAR_MAX_COMPONENTS) {
		reading->is_whole = FALSE;
		return;
	}
	if (method && !reading->calendar->method)
		reading->calendar->method = g_ascii_strup(icalproperty_get_value_as_string(method), -1);
	read_properties(reading, component);
	for (inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner;
	     inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
		read_component(reading, inner);
}

/* libical frees what is nested by recursion, so the depth is counted before it sees any of it. */
static gboolean is_within_limits(const char *text)
{
	static const char begin[] = "BEGIN:", end[] = "END:";
	int depth = 0;

	if (strlen(text) > CALENDAR_MAX_BYTES)
		return FALSE;
	for (const char *line = text; line; line = strchr(line, '\n')) {
		line += strspn(line, "\r\n");
		if (g_ascii_strncasecmp(line, begin, strlen(begin)) == 0 && ++depth > CALENDAR_MAX_DEPTH)
			return FALSE;
		if (g_ascii_strncasecmp(line, end, strlen(end)) == 0)
			depth--;
	}
	return TRUE;
}

void calendar_start(void)
{
	/* What is wrong in a mail is no mistake of ours. */
	icalerror_set_errors_are_fatal(FALSE);
}

struct calendar *calendar_read(const char *text, char **ret_text, enum part_reason *ret_reason)
{
	struct reading reading = {.is_whole = TRUE};
	icalcomponent *root;

	*ret_reason = PART_LIMIT;
	*ret_text = NULL;
	root = is_within_limits(text) ? icalparser_parse_string(text) : NULL;
	if (!root) {
		*ret_reason = is_within_limits(text) ? PART_UNKNOWN_FORMAT : PART_LIMIT;
		*ret_text = g_strdup(text);
		return NULL;
	}
	reading.calendar = calendar_new();
	reading.text = g_string_new(NULL);
	reading.met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	reading.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	read_component(&reading, root);
	icalcomponent_free(root);
	g_hash_table_unref(reading.told);
	g_hash_table_unref(reading.met);
	*ret_text = g_string_free(reading.text, FALSE);
	*ret_reason = reading.is_whole ? PART_INSPECTED : PART_LIMIT;
	return reading.calendar;
}
