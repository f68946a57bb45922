/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler of SIGBUS that puts a page of zeros where a mapped file has none any more (mmap(2): a page past the end of
 * the file). It says nothing to anybody: whoever looks values up asks afterwards whether the file was still whole. What
 * it keeps has to be known to a signal handler, hence the one table of the process. */
#include "store/register_guard.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
	_Atomic(guintptr) from, to; /* from is 0: free */
} guarded[REGISTER_GUARDED];

static void on_bus_error(int number, siginfo_t *info, void *context)
{
	guintptr place = (guintptr)info->si_addr, size = (guintptr)sysconf(_SC_PAGESIZE);
	void *page = (void *)(place & ~(size - 1));

	(void)context;
	for (gsize i = 0; i < REGISTER_GUARDED; i++)
		if (place >= atomic_load(&guarded[i].from) && place < atomic_load(&guarded[i].to) &&
		    mmap(page, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED)
			return;
	/* Nobody's of ours: it happens again on return, and ends the process. */
	signal(number, SIG_DFL);
}

static void install(void)
{
	struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO | SA_ONSTACK};

	sigemptyset(&action.sa_mask);
	sigaction(SIGBUS, &action, NULL);
}

void register_guard_add(const void *bytes, gsize length)
{
	install();
	for (gsize i = 0; i < REGISTER_GUARDED; i++) {
		guintptr free_entry = 0;

		if (!atomic_compare_exchange_strong(&guarded[i].from, &free_entry, (guintptr)bytes))
			continue;
		atomic_store(&guarded[i].to, (guintptr)bytes + length);
		return;
	}
}

void register_guard_remove(const void *bytes)
{
	for (gsize i = 0; i < REGISTER_GUARDED; i++) {
		if (atomic_load(&guarded[i].from) != (guintptr)bytes)
			continue;
		atomic_store(&guarded[i].to, 0);
		atomic_store(&guarded[i].from, 0);
	}
}
