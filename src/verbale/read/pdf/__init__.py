"""PDF: the text of its pages in paragraphs, taken from pdfium in a process of its own."""
