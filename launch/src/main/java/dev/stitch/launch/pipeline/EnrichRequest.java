package dev.stitch.launch.pipeline;

import dev.stitch.store.contact.ContactFilter;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/**
 * Whose fields are to be filled, and from where. Exactly one of the first two.
 *
 * @param contactIds at most 10,000
 * @param contactFilter by the filters of the list of contacts
 * @param fields {@code name, email, phone, company, title} and {@code attributes.*}; without it the
 *     first five but the address
 * @param sources {@code website, search, x}; without it the first two
 * @param model what reads the texts that were found: a model of Anthropic's API, or {@code
 *     scripted}
 * @param script what that offline stand-in answers, a template over {@code contact} and {@code
 *     input}, which has the {@code sources}
 */
public record EnrichRequest(
    @Nullable List<UUID> contactIds,
    @Nullable ContactFilter contactFilter,
    @Nullable List<String> fields,
    @Nullable List<String> sources,
    @Nullable String model,
    @Nullable String script) {

  public static final EnrichRequest EMPTY = new EnrichRequest(null, null, null, null, null, null);
}
