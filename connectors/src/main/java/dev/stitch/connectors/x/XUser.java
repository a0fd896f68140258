package dev.stitch.connectors.x;

import dev.stitch.connectors.http.Fields;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;

/**
 * A person or organisation on X. All but the id may be missing.
 *
 * @param id at most 19 digits
 * @param website the address that they give, in full where X says so
 * @param email confirmed by X; only of the account itself
 */
public record XUser(
    String id,
    @Nullable String username,
    @Nullable String name,
    Profile profile,
    @Nullable String website,
    @Nullable String email,
    Standing standing,
    Metrics metrics) {

  /** The fields that requests ask for. */
  static final String ASKED =
      "created_at,description,location,name,username,url,entities,profile_image_url,protected,"
          + "public_metrics,verified,verified_type,receives_your_dm,connection_status";

  /** What they say about themselves. */
  public record Profile(
      @Nullable String description,
      @Nullable String location,
      @Nullable String imageUrl,
      @Nullable Instant createdAt) {}

  /** How they stand to others, and to the account that asks. */
  public record Standing(
      boolean verified, @Nullable String verifiedType, boolean hidden, boolean receivesMessages) {}

  /** Counts; null where X does not say. */
  public record Metrics(
      @Nullable Long followers,
      @Nullable Long following,
      @Nullable Long posts,
      @Nullable Long listed) {}

  /** Empty for what has no id, which nothing could be done with. */
  static Optional<XUser> of(Fields fields) {
    return fields.needed("id").filter(XIds::valid).map(id -> read(id, fields));
  }

  private static XUser read(String id, Fields fields) {
    Fields metrics = fields.object("public_metrics");
    return new XUser(
        id,
        fields.text("username"),
        fields.text("name"),
        new Profile(
            fields.text("description"),
            fields.text("location"),
            fields.text("profile_image_url"),
            fields.time("created_at")),
        website(fields),
        fields.text("confirmed_email"),
        new Standing(
            fields.flag("verified"),
            fields.text("verified_type"),
            fields.flag("protected"),
            fields.flag("receives_your_dm")),
        new Metrics(
            metrics.count("followers_count"),
            metrics.count("following_count"),
            metrics.count("tweet_count", "post_count"),
            metrics.count("listed_count")));
  }

  /** X shortens addresses; what they stand for is told beside them. */
  private static @Nullable String website(Fields fields) {
    return fields.object("entities").object("url").objects("urls").stream()
        .flatMap(url -> url.needed("expanded_url").stream())
        .findFirst()
        .orElseGet(() -> fields.text("url"));
  }
}
