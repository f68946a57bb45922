/* SPDX-License-Identifier: BSD-2-Clause */
/* What council officers write to members, with the shipped lexicons: confidential by its matter, or everyday mail. */
#include "policy/checks/checks.h"

#include "tests/policy/mail_fixture.h"
#include "tests/policy/shipped_lexicons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct letter {
	const char *subject, *text;
};

static const struct letter confidential[] = {
	/* Legal advice. */
	{"Marsh Lane JR",
	 "We had the note back from leading counsel. She thinks the consultation was too short and that "
	 "we would probably lose. She suggests we quash it by consent and start again."},
	{"Pool contractor",
	 "Our solicitors rate the claim at 60% and would accept anything over £400k at mediation. The "
	 "other side do not know that our expert has changed his mind."},
	{"Re: footpath 12",
	 "Legal advice attached. In short the order is procedurally unfair and open to challenge, so "
	 "please do not tell the applicant we have seen the flaw."},
	{"tree claim", "Insurers want to settle at £38k without prejudice. Our arborist's report is bad for us and has "
		       "not been disclosed yet."},
	{"School transport appeal",
	 "The monitoring officer's advice is that the decision letter is unlawful and we should "
	 "concede before the tribunal reads it. This note is privileged."},
	/* Safeguarding, social care. */
	{"Hazel Court",
	 "The little boy at number 9 was taken into foster care last night after the police found him alone. "
	 "His mother has been arrested. The social worker will ring you."},
	{"Mr Olu",
	 "He has been financially exploited by his nephew, who took £6,000. A section 42 enquiry is open and his "
	 "social worker is applying to the Court of Protection."},
	{"worried", "Jasmine, 14, has gone missing from the placement three times and we think county lines. Strategy "
		    "meeting tomorrow with the police."},
	{"Re: neighbour noise at Elm Rd",
	 "Between ourselves the shouting is domestic abuse. She and the children are going "
	 "to a refuge on Friday and he must not find out."},
	{"Mrs Dunmore's care", "Mrs Dunmore lacks capacity to decide where she lives. The best interests meeting chose "
			       "Larch House; her son disagrees and wants his direct payments back."},
	{"Family at Tarn Close",
	 "All three children are subject to a child protection plan for neglect. Dad is not allowed "
	 "unsupervised contact."},
	/* Health. */
	{"Flat 6",
	 "Mr Havers was sectioned on Tuesday after an overdose; the hospital says he will be on the ward for a "
	 "month, so please do not chase him about the repairs."},
	{"rehousing",
	 "Ms Quill has been diagnosed with motor neurone disease and her consultant gives her two years. Medical "
	 "letter attached, please use it only for the priority request."},
	{"Grant Adeyemi",
	 "You asked why he missed the panel: he relapsed and is in rehab again, and his HIV medication was "
	 "changed last month."},
	/* Personnel. */
	{"Library manager", "Sarah Finch has been dismissed for gross misconduct. She has until Friday to appeal."},
	{"Update", "Following the grievance from two of the drivers, Tony Beck has been moved to Eastside while the "
		   "investigation runs. HR are interviewing this week."},
	{"Parks", "He was drunk on the mower again. Final written warning issued today, second this year."},
	{"Jo", "Jo is signed off with stress until September and occupational health do not think she will be fit to "
	       "return. We are talking about ill-health retirement."},
	{"Chief planner",
	 "We have agreed an exit package of £62,000 with Martin Hale. The settlement agreement will be "
	 "signed on Monday and staff will be told the day after."},
	{"re: agency staff",
	 "His probation was not passed; performance has been poor since March and there were complaints "
	 "about his conduct towards Amy Lowe."},
	{"restructure",
	 "Under the new structure Helen Marsh and Peter Oyelaran will be selected for redundancy. Neither of "
	 "them knows, we tell them on the 9th."},
	/* Tenders and negotiations. */
	{"Waste contract",
	 "Bids opened this morning. Tidyways came in at £4.1m and Crown Refuse at £4.6m; on quality Crown "
	 "are ahead. Moderation on Thursday."},
	{"Gasworks site",
	 "The developer has offered £2.2m. Our red book valuation is £2.9m and the walk-away is £2.6m."},
	{"Catering tender",
	 "Supplier B scored highest at 82.4 and we intend to award to them once the standstill is over. Do "
	 "not mention it until the letters have gone."},
	{"Market Hall lease",
	 "They want a rent-free year and a break at five. I think we can get them down to six months. "
	 "Cabinet has authorised me to go to £85,000 a year and no lower."},
	{"Bus depot",
	 "The landlord would take £1.4m if we exchange by March. Keep that figure to yourself, the other bidder "
	 "is fishing."},
	{"Leisure operator",
	 "Sportsway have told us they are running out of cash and may go into administration by autumn. "
	 "We are looking at stepping in. It is commercially sensitive."},
	{"Project Heron",
	 "The firm is looking at moving its head office here, 300 jobs, and wants the Northgate site. They "
	 "have not told their own staff and the deal dies if it leaks."},
	/* Budget. */
	{"MTFS",
	 "Draft savings list for the away day: close two children's centres (£600k), cut the youth service by half "
	 "(£410k), council tax at 4.99%. None of it is public until the November cabinet."},
	{"Options",
	 "Emerging budget options attached for the Leader's group. Option C loses 40 posts. Unions have not been "
	 "told."},
	{"star chamber", "What came out of star chamber: mothball the museum, charge for replacement bins, freeze "
			 "recruitment. We will not announce any of it before December."},
	/* Investigations. */
	{"Blue Lantern",
	 "Licensing and the police are going to raid the Blue Lantern on Friday night. We have had test "
	 "purchases by a volunteer. Please say nothing to the ward forum."},
	{"audit matter", "Internal audit are investigating the stores account. About £22,000 of stock has gone and two "
			 "members of staff are suspected. The police have been told."},
	{"Orchard Farm",
	 "We will serve a temporary stop notice on Orchard Farm on Wednesday without warning, as he would "
	 "bring the diggers in if he knew."},
	{"taxi",
	 "Mr Rafiq has two convictions for assault and is on bail for a third offence. The complainant has asked not "
	 "to be identified."},
	{"Housing fraud",
	 "The tenant of 40 Birch Tower has been subletting it. She will be interviewed under caution on "
	 "Monday and does not know that we have her bank statements."},
	{"standards complaint",
	 "The independent investigation into the complaint about Cllr Tarn is finished and finds a "
	 "breach. He has not been told, and nor has the complainant."},
	/* Papers that say so of themselves. */
	{"Papers for Thursday", "Please find attached the Part II report on the depot. Shred it afterwards."},
	{"item 12", "Item 12 is below, exempt under para 3 of Pt 1 of Sch.12A LGA1972:\n\nThe best offer is from Alder "
		    "Homes."},
	{"Adroddiad", "Mae'r adroddiad hwn heb fod i'w gyhoeddi yn rhinwedd paragraff 14 o Ran 4 o Atodlen 12A."},
	{"Eitem 7", "Adroddiad cyfrinachol ynghlwm. Heb fod i’w gyhoeddi."},
	{"Housing sub", "This report is not for publication because it contains exempt information as described in "
			"paragraphs1, 2 & 3 of Schedule12A to the Local Government Act 1972."},
	{"P&R",
	 "Private item. Exempt information relating to the financial or business affairs of a particular person: "
	 "paragraph 6, Schedule 7A."},
};

static const struct letter everyday[] = {
	{"Bin collections", "Collections are suspended on Monday because of the snow. Mr Ali's street will be done on "
			    "Wednesday. Please share with residents."},
	{"Elm Road",
	 "Mrs Patterson rang about the street light outside number 14. It was fixed yesterday and she has been "
	 "told."},
	{"Casework 2231",
	 "I spoke to Mr Wade this morning. His repair is booked for the 12th; he is happy and the case can "
	 "be closed."},
	{"Parking suspension", "The bays in Castle Street are suspended from 8am for the film crew. She has a permit."},
	{"Planning committee", "The officer's report is published and the applicant's solicitor will speak. The appeal "
			       "decision on the last scheme is on our website."},
	{"New procurement rules",
	 "The new procurement regulations change how tenders are evaluated. A short note is attached "
	 "and training dates follow."},
	{"Contract award",
	 "The grounds contract has been awarded to Greenhithe at £5.9m. Five bids were received and the "
	 "scores will be in the published notice."},
	{"Swimming lessons",
	 "The pool is open again and prices stay the same: £4.20 for adults. The operator has taken on "
	 "six lifeguards."},
	{"Council tax", "Full council agreed a 3.99% increase last night. The leaflet goes out with the bills."},
	{"Budget survey", "The budget consultation opens on Monday. It asks residents about closing libraries, parking "
			  "charges and council tax."},
	{"Fraud week",
	 "International fraud awareness week starts on Monday. Posters on tenancy fraud and blue badge misuse "
	 "are going up; the hotline number is on them."},
	{"Court result", "The landlord of 9 Dock Street was fined £12,000 at the magistrates' court yesterday after we "
			 "prosecuted him. Press release to follow."},
	{"Fostering fortnight",
	 "Could you foster? We need carers for children of all ages. An information evening is on the "
	 "4th, please pass it on."},
	{"Ofsted",
	 "The inspection of children's services has been published: requires improvement for the experience of "
	 "children in care, good for leadership."},
	{"Safeguarding annual report",
	 "The safeguarding partnership's annual report is attached. Referrals for neglect rose "
	 "by 9 per cent and child protection plans fell."},
	{"GDPR refresher", "The data-protection refresher covers health records, social work files and what to do when "
			   "personal data is sent to the wrong person. It takes 20 minutes."},
	{"Sick leave policy",
	 "The revised sickness absence policy goes to the employment committee in June. Occupational "
	 "health referrals would be made sooner."},
	{"Head of Finance",
	 "I am pleased to say that Priya Nair starts as head of finance on 1 July. She comes from Derby and "
	 "will meet members on the 8th."},
	{"Retirement", "After 31 years Doreen in the mayor's office retires on Friday. There will be cake at 3, and a "
		       "collection for her present."},
	{"Get well", "Thank you for asking after me. I am out of hospital and back on Monday, part time at first."},
	{"Legal advice clinic",
	 "The citizens advice session in the library offers free legal advice on debt and housing "
	 "every Tuesday."},
	{"Judicial review decided", "The High Court dismissed the claim about the low traffic scheme. The judgment was "
				    "handed down this morning and is online."},
	{"FOI 4410",
	 "We answered the freedom of information request about agency spending. The names of staff were withheld "
	 "under section 40. It is on the disclosure log."},
	{"Minutes",
	 "Draft minutes attached. They record that the press and public were excluded for item 9 under paragraph 3 "
	 "of Schedule 12A."},
	{"Agenda",
	 "The agenda is out: www.northmere.gov.uk/meetings. Item 11 has an exempt appendix which comes to you by "
	 "the usual route."},
	{"Vacancy",
	 "We are recruiting a solicitor in litigation. The closing date is 12 June. Could you pass it to anybody "
	 "who may want to apply?"},
	{"Public Spaces Protection Order",
	 "The consultation on the order closes on Friday. It would let police deal with "
	 "drinking and intimidation in the square."},
	{"Antisocial behaviour",
	 "Police patrols in the park have been doubled after your email and the gate is locked at "
	 "nine now."},
	{"Town centre", "The police arrested a man on Saturday after the disorder in Bridge Street, as the Chronicle "
			"reports. Street cleaning had the glass up by seven."},
	{"Capital programme",
	 "The tender for the school roof goes out in May, with works over the summer. The estimate is "
	 "£240,000 and the contract will be in the register."},
	{"Land for sale",
	 "The former library is on the market with offers invited over £350,000. The agent's brochure is on "
	 "our website."},
	{"Licensing hearing",
	 "The hearing for the Anchor is on Wednesday at 10. Three residents have objected and their "
	 "letters are in the published papers."},
	{"Enforcement",
	 "Following your complaint we looked at the fence at 20 Mill Lane. It is under two metres, so no "
	 "notice can be served. The owner knows."},
	{"Ward walk",
	 "Shall we meet at the corner shop at 10? Bring a list of potholes. Mrs Clark from the residents' group "
	 "will join us with her son."},
	{"Blue badge",
	 "He can apply online; if his condition changes the form asks for a letter from the GP. Here is the "
	 "link."},
	{"School places", "Offers went out today. 94% of families got their first choice. Appeals are heard in June."},
	{"Homelessness figures",
	 "There were 212 households in temporary accommodation, 98 of them with children at risk of "
	 "homelessness in the quarter before."},
	{"Care home fees",
	 "The cabinet report on care home fees is published. It proposes a rise of 6% and explains how the "
	 "care package rate was set."},
	{"Grant",
	 "We have been awarded £1.2m from the lottery for the park. The bid scored well and work starts next year. "
	 "Please do tell people."},
	{"Pay award", "The national pay award for staff has been agreed at 3.2%. It will be in June salaries."},
	{"Surgery", "I can book the hall for your surgery on the 4th, and Tom will be there to help with casework."},
	{"Confidential waste",
	 "The confidential waste sacks are collected on Thursdays. Please do not put plastic in them."},
	{"Whistleblowing line",
	 "The whistleblowing policy has a new hotline number. Reports are treated in confidence."},
	{"Code of conduct",
	 "The revised code of conduct was adopted last night; the part on gifts has changed. Training is "
	 "on the 9th."},
	{"Rent review policy",
	 "The allotment rents go up by inflation in April, as agreed last year. A notice is on each "
	 "gate."},
	{"Member induction",
	 "The induction day covers exempt papers, legal privilege, the disciplinary role of the appeals "
	 "panel, and how tenders are let."},
	{"Tenancy", "She asked about a transfer. I have sent her the form and the number of the lettings team."},
	{"Cyngor", "Nid yw'r adroddiad hwn yn eithriedig. Mae ar gael i'r cyhoedd ar y wefan."},
	{"Cofnodion", "Cofnodion y cyfarfod diwethaf ynghlwm: gwaharddwyd y cyhoedd ar gyfer eitem 9."},
	{"Re: resurfacing",
	 "The contractor starts on Mill Road on the 4th, weather permitting, and will be done in three days. "
	 "The price of the works is within budget."},
	{"Youth council",
	 "Children from four schools came to the youth council. They want better buses and a skate park, and "
	 "asked about mental health support in school."},
	{"Dementia friends",
	 "The dementia friends session is at the library on the 14th. Anyone living with dementia and "
	 "their carers are welcome."},
};

static int set_up(void **state)
{
	static struct policy policy;

	policy = fixture_policy(&unmarked_confidential_check, ACTION_NOTICE, shipped_lexicons(),
				(struct register_view){0});
	*state = &policy;
	return 0;
}

static int tear_down(void **state)
{
	policy_done(*state);
	return 0;
}

static guint count_found(struct policy *policy, const struct letter *letters, gsize count, gboolean is_expected)
{
	guint found = 0;

	for (gsize i = 0; i < count; i++) {
		g_autofree char *mail = g_strdup_printf("Subject: %s\nContent-Type: text/plain; charset=utf-8\n\n"
							"Dear Councillor,\n\n%s\n\nJo\n",
							letters[i].subject, letters[i].text);
		struct verdict *verdict =
			fixture_judge(policy, "j.hart@northmere.gov.uk", "cllr.lee@northmere.gov.uk", mail);
		g_autofree char *finding = fixture_describe(verdict);
		gboolean is_found = g_str_has_prefix(finding, "notice cllr.lee");

		found += is_found;
		if (is_found != is_expected)
			print_message("%s: %s: %s\n", is_expected ? "missed" : "false alarm", letters[i].subject,
				      letters[i].text);
		verdict_free(verdict);
	}
	return found;
}

static void test_confidential_letters(void **state)
{
	assert_int_equal(count_found(*state, confidential, G_N_ELEMENTS(confidential), TRUE),
			 G_N_ELEMENTS(confidential));
}

static void test_everyday_letters(void **state)
{
	assert_int_equal(count_found(*state, everyday, G_N_ELEMENTS(everyday), FALSE), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_confidential_letters),
		cmocka_unit_test(test_everyday_letters),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
