package dev.stitch.activities.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.BatchPage;
import dev.stitch.activities.batch.BatchRun;
import dev.stitch.activities.batch.BatchWork;
import dev.stitch.activities.batch.SliceEnd;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.sync.XAccounts.XAccount;
import dev.stitch.activities.sync.XWalker.Written;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.x.XIds;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XPost;
import dev.stitch.connectors.x.XReading;
import dev.stitch.model.Platform;
import dev.stitch.store.Jsonb;
import dev.stitch.store.crm.EngagementType;
import dev.stitch.store.crm.SyncedEngagement;
import dev.stitch.store.crm.SyncedPost;
import dev.stitch.store.crm.SyncedPosts;
import dev.stitch.store.crm.SyncedPosts.Change;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what an account of X has published, and who has mentioned it. Posts become content with its
 * measurements; who mentions the account becomes a contact with an engagement.
 */
@Singleton
class XPostsWork implements BatchWork {

  private static final String MENTIONS = "x_mentions";

  private final XWalker walker;
  private final XList tweets;
  private final XList mentions;

  XPostsWork(XWalker walker, XPeople people, SyncedPosts posts) {
    this.walker = walker;
    this.tweets = new Tweets(posts);
    this.mentions = new Mentions(posts, people);
  }

  @Override
  public Set<String> names() {
    return Set.of("x_tweets", MENTIONS);
  }

  @Override
  public SliceEnd slice(BatchRun run, SliceProgress progress)
      throws PlatformException, InterruptedException {
    return walker.slice(run, progress, run.work().equals(MENTIONS) ? mentions : tweets);
  }

  /** A list of posts: walks go back to the newest post of the last one. */
  private abstract static class XList implements XWalker.XList<XPost> {

    /** X answers no larger pages of posts. */
    private static final int PAGE = 100;

    private final SyncedPosts posts;
    private final Clock clock = Clock.systemUTC();

    XList(SyncedPosts posts) {
      this.posts = posts;
    }

    @Override
    public Walk fresh(@Nullable String cursor) {
      return Walk.from(cursor);
    }

    @Override
    public int pageSize() {
      return PAGE;
    }

    @Override
    public @Nullable String newest(Walk walk, XPage<XPost> page) {
      return page.items().stream()
          .map(XPost::id)
          .reduce(walk.newest(), (a, b) -> a == null || XIds.BY_AGE.compare(b, a) > 0 ? b : a);
    }

    @Override
    public @Nullable String cursor(WalkPosition position, @Nullable String newest) {
      return newest == null ? position.cursor() : newest;
    }

    static XReading reading(Walk walk, int room) {
      return new XReading(walk.since(), walk.token(), room);
    }

    static Collection<XPost> once(XPage<XPost> page) {
      Map<String, XPost> posts = new LinkedHashMap<>();
      page.items().forEach(post -> posts.put(post.id(), post));
      return posts.values();
    }

    /** What became of each post, by its id: new measurements are a change, too. */
    Map<String, Change> keep(UUID connectionId, List<SyncedPost> synced) {
      posts.awaitTurn();
      Map<String, Change> changes = posts.write(Platform.X, connectionId, synced);
      posts
          .measure(Platform.X, synced, clock.instant())
          .forEach(
              id ->
                  changes.merge(id, Change.UPDATED, (old, now) -> old == Change.NONE ? now : old));
      return changes;
    }

    List<String> engaged(List<SyncedEngagement> engagements, UUID runId) {
      return posts.engaged(Platform.X, engagements, runId);
    }

    static void count(BatchPage into, long added, long updated, long all) {
      into.succeeded(Math.toIntExact(added + updated));
      into.skipped(Math.toIntExact(all - added - updated));
      into.add(SyncResults.ADDED, added);
      into.add(SyncResults.UPDATED, updated);
    }

    static SyncedPost synced(XPost post, @Nullable String username, @Nullable UUID contactId) {
      return new SyncedPost(
          post.id(),
          contactId,
          "https://x.com/" + (username == null ? "i" : username) + "/status/" + post.id(),
          post.text(),
          post.createdAt(),
          metadata(post),
          metrics(post.metrics()));
    }

    private static ObjectNode metadata(XPost post) {
      ObjectNode metadata = Jsonb.object();
      if (post.conversationId() != null) {
        metadata.put("conversationId", post.conversationId());
      }
      if (post.language() != null) {
        metadata.put("language", post.language());
      }
      if (!post.references().isEmpty()) {
        ArrayNode references = metadata.putArray("references");
        post.references()
            .forEach(
                reference ->
                    references.addObject().put("type", reference.type()).put("id", reference.id()));
      }
      return metadata;
    }

    private static Map<String, Long> metrics(XPost.Metrics metrics) {
      Map<String, Long> known = new LinkedHashMap<>();
      put(known, "reposts", metrics.reposts());
      put(known, "replies", metrics.replies());
      put(known, "likes", metrics.likes());
      put(known, "quotes", metrics.quotes());
      put(known, "bookmarks", metrics.bookmarks());
      put(known, "impressions", metrics.impressions());
      return known;
    }

    private static void put(Map<String, Long> known, String metric, @Nullable Long value) {
      if (value != null) {
        known.put(metric, value);
      }
    }
  }

  /** What the account has published. */
  private static final class Tweets extends XList {

    Tweets(SyncedPosts posts) {
      super(posts);
    }

    @Override
    public XPage<XPost> read(XAccount account, Walk walk, int room)
        throws PlatformException, InterruptedException {
      return account.client().posts(account.id(), reading(walk, room));
    }

    @Override
    public Written write(
        BatchRun run, XAccount account, Walk walk, XPage<XPost> page, BatchPage into) {
      Map<String, String> usernames = usernames(page);
      List<SyncedPost> synced =
          once(page).stream()
              .map(post -> synced(post, usernames.get(post.authorId()), null))
              .toList();
      Map<String, Change> changes = keep(account.connectionId(), synced);
      count(into, number(changes, Change.ADDED), number(changes, Change.UPDATED), changes.size());
      return new Written(0, false);
    }

    private static long number(Map<String, Change> changes, Change wanted) {
      return changes.values().stream().filter(change -> change == wanted).count();
    }
  }

  /** Who has mentioned the account. */
  private static final class Mentions extends XList {

    private final XPeople people;

    Mentions(SyncedPosts posts, XPeople people) {
      super(posts);
      this.people = people;
    }

    @Override
    public XPage<XPost> read(XAccount account, Walk walk, int room)
        throws PlatformException, InterruptedException {
      return account.client().mentions(account.id(), reading(walk, room));
    }

    @Override
    public Written write(
        BatchRun run, XAccount account, Walk walk, XPage<XPost> page, BatchPage into) {
      Collection<XPost> posts = once(page);
      Map<String, UUID> authors = authors(run, account, page, posts);
      Map<String, String> usernames = usernames(page);
      List<SyncedPost> synced = new ArrayList<>();
      List<SyncedEngagement> engagements = new ArrayList<>();
      for (XPost post : posts) {
        UUID author = authors.get(post.authorId());
        synced.add(synced(post, usernames.get(post.authorId()), author));
        if (author != null) {
          engagements.add(
              new SyncedEngagement(
                  author,
                  type(post, account),
                  post.id(),
                  post.id(),
                  post.text(),
                  post.createdAt()));
        } else if (!account.id().equals(post.authorId())) {
          into.error("X does not say who has written it.", synced.getLast().url());
        }
      }
      Map<String, Change> changes = keep(account.connectionId(), synced);
      Set<String> added = new HashSet<>(engaged(engagements, run.id()));
      long updated =
          engagements.stream()
              .map(SyncedEngagement::platformEngagementId)
              .filter(id -> !added.contains(id) && changes.get(id) != Change.NONE)
              .count();
      count(into, added.size(), updated, engagements.size());
      return new Written(0, false);
    }

    /** The contacts of those who have written the posts, by X's ids; the account itself is none. */
    private Map<String, UUID> authors(
        BatchRun run, XAccount account, XPage<XPost> page, Collection<XPost> posts) {
      Set<String> ids = new LinkedHashSet<>();
      for (XPost post : posts) {
        if (post.authorId() != null && XIds.valid(post.authorId())) {
          ids.add(post.authorId());
        }
      }
      ids.remove(account.id());
      return people.known(ids, page.authors(), run.id());
    }

    private static EngagementType type(XPost post, XAccount account) {
      boolean repeats =
          post.references().stream().anyMatch(reference -> reference.type().equals("retweeted"));
      if (repeats) {
        return EngagementType.REPOST;
      }
      return account.id().equals(post.inReplyToUserId())
          ? EngagementType.REPLY
          : EngagementType.MENTION;
    }
  }

  private static Map<String, String> usernames(XPage<XPost> page) {
    Map<String, String> usernames = new LinkedHashMap<>();
    page.authors().forEach(author -> usernames.put(author.id(), author.username()));
    return usernames;
  }
}
