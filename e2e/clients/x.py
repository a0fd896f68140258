"""X's own client against a stand-in for X: prints what it made of the answers, as JSON."""

import json
import sys

import requests
from xdk import Client
from xdk.direct_messages.models import CreateByParticipantIdRequest
from xdk.posts.models import CreateRequest
from xdk.users.models import FollowUserRequest, LikePostRequest

url, token = sys.argv[1:]
client = Client(base_url=url.rstrip("/"), access_token=token)


def ids(pages):
    return [item.id for page in pages for item in page.data or []]


def status(act):
    try:
        act()
        return 200
    except requests.HTTPError as refused:
        return refused.response.status_code


me = client.users.get_me(user_fields=["public_metrics"]).data
some = client.users.get_by_ids(ids=["100001", "9"])
reply = CreateRequest(text="Thanks", reply={"in_reply_to_tweet_id": "2001"})
print(
    json.dumps(
        {
            "me": me.username,
            "followers": len(set(ids(client.users.get_followers(me.id, max_results=1000)))),
            "postsSince": ids(client.users.get_posts(me.id, since_id="1004", max_results=5)),
            "mentions": ids(client.users.get_mentions(me.id, max_results=5)),
            "known": [user.id for user in some.data],
            "unknown": [error.title for error in some.errors],
            "post": client.posts.create(reply).data.id,
            "message": client.direct_messages.create_by_participant_id(
                "100001", CreateByParticipantIdRequest(text="Hello")
            ).data.dm_event_id,
            "follow": client.users.follow_user(
                me.id, FollowUserRequest(target_user_id="100001")
            ).data.following,
            "like": client.users.like_post(me.id, LikePostRequest(tweet_id="2001")).data.liked,
            "strangers": status(
                lambda: Client(base_url=url.rstrip("/"), access_token="none").users.get_me()
            ),
        }
    )
)
