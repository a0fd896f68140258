"""How to send bodies that are not JSON. Loaded by schemathesis by way of SCHEMATHESIS_HOOKS."""

import schemathesis


@schemathesis.serializer("message/rfc822")
def mail(context, value):
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.serializer("text/csv")
def table(context, value):
    return value if isinstance(value, bytes) else str(value).encode()
