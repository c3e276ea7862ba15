"""Pictures brought in. `begin.py` sees what a source is; each of the three kinds has its own modules.

- A folder, by what its files are called: `patterns.py` and `readings.py` take names apart, `files.py` goes through the
  folder, `file_looks.py` looks at one file, `file_adding.py` adds what is new to a gallery.
- A list of addresses: `address_rows.py` reads it, `addresses.py` makes jobs of its rows and does them,
  `fetching.py` gets the picture of an address, `settling.py` adds it and notes what became of the job, `jobs.py`
  shows jobs and takes them up again.
- A folder that `packshot export` wrote: `exported.py` goes through its CSV, `exported_rows.py` knows what a row says,
  `pieces.py` takes the files in, `arranging.py` makes the gallery what the rows say.

All share `outcome.py` (what became of one file or row), `means.py` (where bytes come from and go) and `products.py`.
"""
