package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.batch.SliceProgress;
import dev.stitch.activities.search.SearchEngine;
import dev.stitch.connectors.Platforms;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.search.WebSearch;
import dev.stitch.connectors.search.WebSearch.Result;
import dev.stitch.connectors.x.XPage;
import dev.stitch.connectors.x.XUser;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers what websites, a search engine and X say of a contact. */
@Singleton
class EnrichSources {

  /** Results that a search asks for, and those of them that are read. */
  private static final int RESULTS = 5;

  private static final int READ = 2;

  /** The website, and what a search has found. */
  private static final String PAGES = "pages";

  private final PageReader pages;
  private final Platforms platforms;
  private final ConnectionRepository connections;

  EnrichSources(PageReader pages, Platforms platforms, ConnectionRepository connections) {
    this.pages = pages;
    this.platforms = platforms;
    this.connections = connections;
  }

  /** The sources that nobody can use now, each with the reason. */
  Map<String, String> unusable() {
    Map<String, String> unusable = new HashMap<>();
    if (platforms.search().isEmpty()) {
      unusable.put(
          Route.SEARCH, "no search engine is set up: set STITCH_SEARCH_KEY or STITCH_SEARCH_URL");
    }
    if (x().isEmpty()) {
      unusable.put(Route.X, "no account of X is connected");
    }
    return unusable;
  }

  /**
   * Reads all that a route names and that was not read yet.
   *
   * @param keeper is given what was gathered until now after each source, so that none is read
   *     again
   * @throws PlatformException when the search engine or X does not answer: the run waits, or fails
   */
  void gather(
      Route route,
      Gathered gathered,
      Trail trail,
      SliceProgress progress,
      Consumer<Gathered> keeper)
      throws PlatformException, InterruptedException {
    Material material = gathered.material();
    // What may make the run wait comes first, and what costs the least first of it.
    if (route.query() != null && gathered.lacks(Route.SEARCH)) {
      List<Result> results = search(route.query(), trail, material);
      gathered.hasFound(results.stream().limit(READ).map(Result::url).toList());
      gathered.hasRead(Route.SEARCH);
      keeper.accept(gathered);
    }
    if (route.xId() != null && gathered.lacks(Route.X)) {
      profile(route.xId(), trail, progress, material);
      gathered.hasRead(Route.X);
      keeper.accept(gathered);
    }
    if (gathered.lacks(PAGES)) {
      if (route.website() != null) {
        read(route.website(), trail, material);
      }
      for (String url : gathered.found()) {
        read(url, trail, material);
      }
      gathered.hasRead(PAGES);
      keeper.accept(gathered);
    }
  }

  private void read(String url, Trail trail, Material material) throws InterruptedException {
    Optional<ObjectNode> page = pages.read(url, trail);
    page.ifPresentOrElse(material::page, material::failed);
  }

  private List<Result> search(String query, Trail trail, Material material)
      throws PlatformException, InterruptedException {
    WebSearch engine = platforms.search().orElseThrow();
    Instant since = trail.now();
    List<Result> results = engine.search(query, RESULTS);
    trail.add(
        trail
            .done(BatchStepType.WEB_SEARCH, since)
            .by("search")
            .given(Jsonb.object().put("query", query))
            .answered(SearchEngine.told(results)));
    for (Result result : results) {
      material.add(result.url(), text(result.title()) + "\n" + text(result.snippet()));
    }
    return results;
  }

  private void profile(String id, Trail trail, SliceProgress progress, Material material)
      throws PlatformException, InterruptedException {
    Optional<Connection> connection = x();
    if (connection.isEmpty()) {
      return;
    }
    Instant since = trail.now();
    XPage<XUser> answer = platforms.x(connection.get()).users(List.of(id));
    progress.paid(answer.paid().usd());
    ObjectNode said = Jsonb.object();
    answer.items().forEach(user -> said.setAll(told(user)));
    trail.add(
        trail
            .done(BatchStepType.URL_FETCH, since)
            .at("https://x.com/i/user/" + id)
            .by(Route.X)
            .answered(said));
    answer
        .items()
        .forEach(user -> material.add("https://x.com/i/user/" + id, told(user).toString()));
  }

  private static ObjectNode told(XUser user) {
    return Jsonb.object()
        .put("name", user.name())
        .put("username", user.username())
        .put("description", user.profile().description())
        .put("location", user.profile().location())
        .put("website", user.website());
  }

  private Optional<Connection> x() {
    return connections.all(Toolkit.X).stream()
        .filter(connection -> connection.health().state() == Connection.State.CONNECTED)
        .findFirst();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
