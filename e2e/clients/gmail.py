"""Google's own client against a stand-in for Gmail and People: prints what it made of the answers, as JSON."""

import base64
import importlib.resources
import json
import sys
from email.message import EmailMessage

from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

url, token = sys.argv[1:]
root = url.rstrip("/") + "/"


def service(name):
    documents = importlib.resources.files("googleapiclient") / "discovery_cache" / "documents"
    document = json.loads((documents / f"{name}.json").read_text())
    document["rootUrl"] = root
    document["baseUrl"] = root + document["servicePath"]
    document.pop("mtlsRootUrl", None)
    return build_from_document(document, credentials=Credentials(token))


def pages(collection, request, following):
    while request is not None:
        answer = request.execute()
        yield answer
        request = following(request, answer)


def reason(request):
    try:
        request.execute()
        return None
    except HttpError as refused:
        return [refused.status_code, refused.error_details[0]["reason"]]


mail = service("gmail.v1").users()
people = service("people.v1").people().connections()
messages = mail.messages()

listed = [
    message["id"]
    for page in pages(messages, messages.list(userId="me", maxResults=2), messages.list_next)
    for message in page.get("messages", [])
]
before = mail.getProfile(userId="me").execute()
draft = EmailMessage()
draft["To"] = "lin@example.org"
draft["Subject"] = "From the official client"
draft.set_content("Hello")
sent = messages.send(
    userId="me", body={"raw": base64.urlsafe_b64encode(bytes(draft)).decode()}
).execute()
headers = messages.get(
    userId="me", id=sent["id"], format="metadata", metadataHeaders=["Message-ID", "Subject"]
).execute()["payload"]["headers"]
changes = mail.history().list(userId="me", startHistoryId=before["historyId"]).execute()
first = {"resourceName": "people/me", "personFields": "names,emailAddresses", "pageSize": 2}
book = list(
    pages(people, people.list(requestSyncToken=True, **first), people.list_next)
)
print(
    json.dumps(
        {
            "address": before["emailAddress"],
            "messages": listed,
            "subject": [h["value"] for h in headers if h["name"] == "Subject"],
            "messageId": any(h["name"] == "Message-ID" for h in headers),
            "added": [c["messagesAdded"][0]["message"]["id"] for c in changes["history"]] == [sent["id"]],
            "expiredHistory": reason(mail.history().list(userId="me", startHistoryId="1")),
            "people": [p["resourceName"] for page in book for p in page["connections"]],
            "syncToken": bool(book[-1].get("nextSyncToken")),
            "nothingNew": people.list(syncToken=book[-1]["nextSyncToken"], requestSyncToken=True, **first)
            .execute()
            .get("connections", []),
            "expiredToken": reason(people.list(syncToken="expired", **first)),
        }
    )
)
