"""Where a text stands, as far as the call tells that it is given to: what translators are told when nobody wrote it."""

import ast
from collections.abc import Mapping

#: What a text is where it is given to a function, or to a parameter of this name.
STANDING: Mapping[tuple[str, str], str] = {
    ("setAccessibleName", ""): "said by a screen reader, not shown.",
    ("setPlaceholderText", ""): "stands in the empty field.",
    ("setToolTip", ""): "shown when pointed at.",
    ("Column", ""): "head of a column in the workbook.",
    ("Notice", "action"): "on the button of a notice.",
    ("ToolKind", "label"): "name of a tool under “Office work”.",
}
#: The same for whatever is called in a folder.
STANDING_IN: Mapping[tuple[str, str], str] = {
    (
        "fieldreport/records/",
        "label",
    ): "label of a field and head of its column, or what such a record is called.",
    ("fieldreport/records/", "plural"): "the records of this type: place in the side bar, title, sheet.",
}


def standings(tree: ast.AST, file: str) -> dict[ast.expr, str]:
    """For what is given to a function: what it is there, where the source tells."""
    found: dict[ast.expr, str] = {}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        given = [*((one, "") for one in call.args), *((one.value, one.arg or "") for one in call.keywords)]
        for value, parameter in given:
            known = STANDING.get((name, parameter)) or next(
                (
                    said
                    for (folder, wanted), said in STANDING_IN.items()
                    if file.startswith(folder) and parameter == wanted
                ),
                "",
            )
            if known:
                found[value] = known
    return found
