package dev.stitch.connectors.x;

import dev.stitch.connectors.http.Fields;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A post. All but the id may be missing.
 *
 * @param references the posts that it replies to, quotes or repeats
 */
public record XPost(
    String id,
    @Nullable String text,
    @Nullable String authorId,
    @Nullable String conversationId,
    @Nullable String inReplyToUserId,
    @Nullable String language,
    @Nullable Instant createdAt,
    List<Reference> references,
    Metrics metrics) {

  public XPost {
    references = List.copyOf(references);
  }

  /**
   * Another post.
   *
   * @param type {@code replied_to}, {@code quoted} or {@code retweeted} as of today
   */
  public record Reference(String type, String id) {}

  /** Counts; null where X does not say. */
  public record Metrics(
      @Nullable Long reposts,
      @Nullable Long replies,
      @Nullable Long likes,
      @Nullable Long quotes,
      @Nullable Long bookmarks,
      @Nullable Long impressions) {}

  /** Empty for what has no id. */
  static Optional<XPost> of(Fields fields) {
    return fields.needed("id").filter(XIds::valid).map(id -> read(id, fields));
  }

  private static XPost read(String id, Fields fields) {
    Fields metrics = fields.object("public_metrics");
    return new XPost(
        id,
        fields.text("text"),
        fields.text("author_id"),
        fields.text("conversation_id"),
        fields.text("in_reply_to_user_id"),
        fields.text("lang"),
        fields.time("created_at"),
        Stream.of("referenced_tweets", "referenced_posts")
            .flatMap(name -> fields.objects(name).stream())
            .flatMap(XPost::reference)
            .toList(),
        new Metrics(
            metrics.count("retweet_count", "repost_count"),
            metrics.count("reply_count"),
            metrics.count("like_count"),
            metrics.count("quote_count"),
            metrics.count("bookmark_count"),
            metrics.count("impression_count")));
  }

  private static Stream<Reference> reference(Fields fields) {
    String type = fields.text("type");
    String id = fields.text("id");
    return type == null || id == null ? Stream.empty() : Stream.of(new Reference(type, id));
  }
}
