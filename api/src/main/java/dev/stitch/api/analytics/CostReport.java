package dev.stitch.api.analytics;

import dev.stitch.store.model.CostRepository;
import dev.stitch.store.model.ModelCost;
import java.time.LocalDate;
import java.util.List;

/**
 * What language models cost.
 *
 * @param from first day, in UTC
 * @param to last day, in UTC
 * @param byDay days with calls, in order
 * @param byModel models, the dearest first
 * @param byFlow the 100 dearest flows, the dearest first
 */
record CostReport(
    LocalDate from,
    LocalDate to,
    ModelCost total,
    List<CostRepository.OfDay> byDay,
    List<CostRepository.OfModel> byModel,
    List<CostRepository.OfFlow> byFlow) {

  CostReport {
    byDay = List.copyOf(byDay);
    byModel = List.copyOf(byModel);
    byFlow = List.copyOf(byFlow);
  }
}
