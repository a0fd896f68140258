package dev.stitch.launch.pipeline;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What the web is searched for, and what becomes of whom it finds.
 *
 * @param query what people type into a search box, at most 400 characters
 * @param maxResults pages that are read, 1 to 100; 10 unless given
 * @param create whether those who are found become contacts; true unless given
 * @param tags of the new contacts
 * @param model what reads the pages: a model of Anthropic's API, or the offline stand-in
 * @param script what that offline stand-in answers, a template over {@code input}, which has {@code
 *     url, title, text} of the page
 */
public record SearchRequest(
    @Nullable String query,
    @Nullable Integer maxResults,
    @Nullable Boolean create,
    @Nullable List<String> tags,
    @Nullable String model,
    @Nullable String script) {

  public static final SearchRequest EMPTY = new SearchRequest(null, null, null, null, null, null);
}
