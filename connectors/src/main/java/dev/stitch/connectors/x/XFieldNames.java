package dev.stitch.connectors.x;

/** What requests call posts: X renames them from tweets, and answers by either name. */
public enum XFieldNames {
  TWEET,
  POST;

  String fields() {
    return this == TWEET ? "tweet.fields" : "post.fields";
  }

  /** The fields of a post that are asked for. */
  String asked() {
    return "author_id,conversation_id,created_at,in_reply_to_user_id,lang,public_metrics,"
        + (this == TWEET ? "referenced_tweets" : "referenced_posts");
  }
}
