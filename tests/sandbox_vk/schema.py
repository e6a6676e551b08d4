"""As much of JSON Schema as VK's objects need: complaints of a value against a definition.

additionalProperties is left out: VK says it of parts (allOf) whose other parts have further properties.
"""

from sandbox.vk.errors import schema

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def complaints(name, value):
    """What is wrong with a value that should be `name`."""
    return list(check({"$ref": f"#/definitions/{name}"}, value, name))


def check(shape, value, path):
    if "$ref" in shape:
        definition = schema()["definitions"].get(shape["$ref"].rsplit("/", 1)[-1])
        if definition is not None:
            yield from check(definition, value, path)
        return
    for part in shape.get("allOf", ()):
        yield from check(part, value, path)
    if "oneOf" in shape and all(list(check(part, value, path)) for part in shape["oneOf"]):
        yield f"{path}: fits none of the kinds"
    kinds = shape.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(fits(kind, value) for kind in kinds):
        yield f"{path}: {value!r} is not {kinds}"
        return
    yield from limits(shape, value, path)
    if isinstance(value, dict):
        for field in shape.get("required", ()):
            if field not in value:
                yield f"{path}: {field} is missing"
        known = shape.get("properties", {})
        for field, inner in value.items():
            if field in known:
                yield from check(known[field], inner, f"{path}.{field}")
    if isinstance(value, list) and "items" in shape:
        for index, inner in enumerate(value):
            yield from check(shape["items"], inner, f"{path}[{index}]")


def fits(kind, value):
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, KINDS[kind])


def limits(shape, value, path):
    if "enum" in shape and value not in shape["enum"]:
        yield f"{path}: {value!r} is not among {shape['enum']}"
    if isinstance(value, int | float) and value < shape.get("minimum", value):
        yield f"{path}: {value} is below {shape['minimum']}"
