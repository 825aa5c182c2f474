"""Pages lose the white space that nobody sees, and no other."""

import pytest

from guides.site.outputs.squeeze import squeeze


@pytest.mark.parametrize(
    ("page", "squeezed"),
    [
        ("\n<!doctype html>\n  <p>\n\n  one\n  <b>two</b>\n", "<!doctype html>\n<p>\none\n<b>two</b>\n"),
        # Between words a line break is a space, which stays one.
        ("<b>one</b>\n   <i>two</i>", "<b>one</b>\n<i>two</i>"),
        ("<b>one</b> <i>two</i>  three", "<b>one</b> <i>two</i>  three"),
        ("<pre>\n  a\n\n  <b>b</b>\n</pre>\n\n<p>", "<pre>\n  a\n\n  <b>b</b>\n</pre>\n<p>"),
        ("<textarea>\n\n a</textarea>", "<textarea>\n\n a</textarea>"),
        ('<script type="module">\n\n  go()\n</script>', '<script type="module">\n\n  go()\n</script>'),
        ('<a title="one\n\n  two">', '<a title="one\n\n  two">'),
    ],
)
def test_only_white_space_between_elements_goes(page: str, squeezed: str) -> None:
    assert squeeze(page) == squeezed
