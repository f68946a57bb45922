/* SPDX-License-Identifier: BSD-2-Clause */
/* candour-extract: the fork server that the other programs start for reading foreign formats. Not for people. */
#include "parser/sandbox_serve.h"
#include "parser/sandbox_wire.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sysexits.h>

int main(void)
{
	int type;
	socklen_t size = sizeof(type);

	if (getsockopt(WIRE_CONTROL_FD, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
		fputs("candour-extract: candour's other programs start this one\n", stderr);
		return EX_USAGE;
	}
	return sandbox_serve(extract_bytes);
}
