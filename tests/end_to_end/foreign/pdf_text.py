"""Prints the text of a PDF, as any reader of documents finds it."""

import sys

from pypdf import PdfReader

for page in PdfReader(sys.argv[1]).pages:
    print(page.extract_text())
