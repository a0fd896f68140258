package dev.stitch.port;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * What our workflows can be found by in Temporal: search attributes, registered by {@code stitch
 * migrate}. All are keywords and hold ids or closed words only: Temporal's visibility store is not
 * encrypted, so nothing about a person may go there.
 */
public final class RunAttributes {

  /** Id of the entity that a journey or path belongs to. */
  public static final SearchAttributeKey<String> ENTITY =
      SearchAttributeKey.forKeyword("StitchEntity");

  /** Id of the flow. */
  public static final SearchAttributeKey<String> FLOW = SearchAttributeKey.forKeyword("StitchFlow");

  /** Id of the UX node that the entity stands at. */
  public static final SearchAttributeKey<String> NODE = SearchAttributeKey.forKeyword("StitchNode");

  /** Status of the entity or run, in the words of the API. */
  public static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("StitchStatus");

  /** Type of the run, in the words of the API. */
  public static final SearchAttributeKey<String> RUN_TYPE =
      SearchAttributeKey.forKeyword("StitchRunType");

  /** Id of the contact. */
  public static final SearchAttributeKey<String> CONTACT =
      SearchAttributeKey.forKeyword("StitchContact");

  private RunAttributes() {}

  /** Everything that a namespace must have registered before a worker starts. */
  public static List<SearchAttributeKey<String>> all() {
    return List.of(ENTITY, FLOW, NODE, STATUS, RUN_TYPE, CONTACT);
  }
}
