/* SPDX-License-Identifier: BSD-2-Clause */
/* Moves bytes and descriptors. Knows no meaning. */
#include "parser/sandbox_wire.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_FDS = 4 };

static enum wire_result wait_for(int fd, short events, gint64 deadline)
{
	struct pollfd polled = {.fd = fd, .events = events};

	for (;;) {
		gint64 left_us = deadline - g_get_monotonic_time();
		int ready = left_us > 0 ? poll(&polled, 1, (int)MIN(left_us / 1000 + 1, G_MAXINT)) : 0;

		if (ready > 0)
			return WIRE_OK;
		if (ready == 0)
			return WIRE_LATE;
		if (errno != EINTR)
			return WIRE_ENDED;
	}
}

enum wire_result wire_read(int fd, void *data, gsize length, gint64 deadline)
{
	guint8 *at = data;

	while (length > 0) {
		enum wire_result result = wait_for(fd, POLLIN, deadline);
		ssize_t got;

		if (result != WIRE_OK)
			return result;
		got = read(fd, at, length);
		if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
			return WIRE_ENDED;
		if (got > 0)
			at += got, length -= (gsize)got;
	}
	return WIRE_OK;
}

enum wire_result wire_write(int fd, const void *data, gsize length, gint64 deadline)
{
	const guint8 *at = data;

	while (length > 0) {
		enum wire_result result = wait_for(fd, POLLOUT, deadline);
		ssize_t sent;

		if (result != WIRE_OK)
			return result;
		sent = send(fd, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && errno != EINTR && errno != EAGAIN)
			return WIRE_ENDED;
		if (sent > 0)
			at += sent, length -= (gsize)sent;
	}
	return WIRE_OK;
}

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(MAX_FDS * sizeof(int))];
};

gboolean wire_send(int fd, const void *data, gsize length, const int *fds, guint count)
{
	union control control;
	struct iovec bytes = {.iov_base = (void *)data, .iov_len = length};
	struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};
	ssize_t sent;

	if (count > 0) {
		struct cmsghdr *header;

		memset(&control, 0, sizeof(control));
		message.msg_control = control.bytes;
		message.msg_controllen = CMSG_SPACE(count * sizeof(int));
		header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(count * sizeof(int));
		memcpy(CMSG_DATA(header), fds, count * sizeof(int));
	}
	do
		sent = sendmsg(fd, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)length;
}

/* More than were asked for are closed: nobody else would. */
static void take_fds(struct msghdr *message, int *ret_fds, guint count)
{
	for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
		guint got = (guint)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));

		if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
			continue;
		for (guint i = 0; i < got; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
			if (i < count)
				ret_fds[i] = fd;
			else
				close(fd);
		}
	}
}

gssize wire_receive(int fd, void *data, gsize length, int *ret_fds, guint count)
{
	union control control;
	struct iovec bytes = {.iov_base = data, .iov_len = length};
	struct msghdr message = {.msg_iov = &bytes,
				 .msg_iovlen = 1,
				 .msg_control = control.bytes,
				 .msg_controllen = sizeof(control.bytes)};
	ssize_t got;

	for (guint i = 0; i < count; i++)
		ret_fds[i] = -1;
	got = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
	if (got >= 0)
		take_fds(&message, ret_fds, count);
	return got;
}
