package dev.stitch.activities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What was read about one contact. It is kept with the run's position: searches and reads of X are
 * paid, so a run that waits for the model, or for another source, goes on with what it has.
 */
final class Gathered {

  private static final String MEMBER = "gathered";
  private static final String CONTACT = "contactId";
  private static final String READ = "read";
  private static final String FOUND = "found";
  private static final String MATERIAL = "material";

  private final UUID contactId;
  private final Set<String> read = new LinkedHashSet<>();
  private final List<String> found = new ArrayList<>();
  private final Material material;

  private Gathered(UUID contactId, Material material) {
    this.contactId = contactId;
    this.material = material;
  }

  /** What a position keeps about a contact; nothing where it keeps none, or another one's. */
  static Gathered of(UUID contactId, @Nullable JsonNode position) {
    JsonNode kept = position == null ? Jsonb.object() : position.path(MEMBER);
    if (!kept.path(CONTACT).asText().equals(contactId.toString())) {
      return new Gathered(contactId, new Material());
    }
    Gathered gathered = new Gathered(contactId, Material.of(kept.path(MATERIAL)));
    kept.path(READ).forEach(source -> gathered.read.add(source.asText()));
    kept.path(FOUND).forEach(url -> gathered.found.add(url.asText()));
    return gathered;
  }

  /** A position that keeps it, and stays where it is otherwise. */
  ObjectNode in(@Nullable JsonNode position) {
    ObjectNode kept = Jsonb.object().put(CONTACT, contactId.toString());
    kept.set(READ, Jsonb.tree(read));
    kept.set(FOUND, Jsonb.tree(found));
    kept.set(MATERIAL, material.kept());
    ObjectNode keeping = position == null ? Jsonb.object() : position.deepCopy();
    return keeping.set(MEMBER, kept);
  }

  /** Whether nothing was read yet. */
  boolean isNew() {
    return read.isEmpty();
  }

  boolean lacks(String source) {
    return !read.contains(source);
  }

  void hasRead(String source) {
    read.add(source);
  }

  /** The pages that a search has found and that are to be read. */
  List<String> found() {
    return List.copyOf(found);
  }

  void hasFound(List<String> urls) {
    found.addAll(urls);
  }

  Material material() {
    return material;
  }
}
