# One source a line, sorted. *_PROGRAMS are what this room leaves in build/, PROGRAM_MAIN the file with its main.
parser_SRCS = \
	parser/address.c \
	parser/body.c \
	parser/body_foreign.c \
	parser/charset.c \
	parser/compose.c \
	parser/disclaimer.c \
	parser/division.c \
	parser/extract/extract.c \
	parser/extract/extract_archive.c \
	parser/extract/extract_detect.c \
	parser/extract/extract_flow.c \
	parser/extract/extract_job.c \
	parser/extract/extract_lzfu.c \
	parser/extract/extract_mail.c \
	parser/extract/extract_msg.c \
	parser/extract/extract_number.c \
	parser/extract/extract_odf.c \
	parser/extract/extract_ole.c \
	parser/extract/extract_ooxml.c \
	parser/extract/extract_package.c \
	parser/extract/extract_pdf.c \
	parser/extract/extract_process.c \
	parser/extract/extract_properties.c \
	parser/extract/extract_sections.c \
	parser/extract/extract_text.c \
	parser/extract/extract_tnef.c \
	parser/extract/extract_tnef_properties.c \
	parser/extract/extract_tool.c \
	parser/extract/extract_xlsx.c \
	parser/extract/extract_xml.c \
	parser/extract/extract_xml_sax.c \
	parser/header.c \
	parser/html.c \
	parser/html_style.c \
	parser/label.c \
	parser/lines.c \
	parser/marking.c \
	parser/marking_words.c \
	parser/message.c \
	parser/quote_head.c \
	parser/quote_people.c \
	parser/quoted.c \
	parser/rendition.c \
	parser/sandbox.c \
	parser/sandbox_calls.c \
	parser/sandbox_child.c \
	parser/sandbox_confine.c \
	parser/sandbox_serve.c \
	parser/sandbox_session.c \
	parser/sandbox_tool.c \
	parser/sandbox_wire.c \
	parser/signature.c
parser_PROGRAMS = candour-extract
candour-extract_MAIN = parser/extract_main.c
