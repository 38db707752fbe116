"""A form as a tagged PDF: values in, bytes out; reportlab's objects and HarfBuzz's shaping, no file and no network."""
