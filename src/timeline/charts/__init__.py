"""Drawings for pages: values in, SVG as text out, without a script and without a style attribute.

* `strip.draw_strip`: happenings on their days, around today.
* `series_chart.draw_series`: a figure through all editions, and how it was revised.
* `triangle.revision_triangle`: the same as cells for a table.
* `sparkline.draw_sparkline`, `edition_dots.draw_editions`: as small as a word.
* `stylesheet.stylesheet`: the CSS that a page includes; `standalone.standalone`: a file of its
  own; `png.to_png`: that file as a picture.

A drawing is hidden from those who listen to a page: its caption and the list or table beside it
say the same.
"""
