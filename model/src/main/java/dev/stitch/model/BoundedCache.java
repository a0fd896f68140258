package dev.stitch.model;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A process cache that computes a value once per key and forgets the keys that were unused longest.
 * Callers that meet the same missing key wait for one computation; a failed one is not remembered.
 */
public final class BoundedCache<K, V> {

  private final int capacity;
  private final ToIntFunction<? super K> weigher;
  private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /** Keeps so many keys. */
  public BoundedCache(int capacity) {
    this(capacity, key -> 1);
  }

  /**
   * Keeps keys as long as their weights, which stand for the memory of their values, fit together.
   */
  public BoundedCache(int capacity, ToIntFunction<? super K> weigher) {
    this.capacity = capacity;
    this.weigher = weigher;
  }

  /** The cached value, computed by {@code load} when there is none. */
  public V get(K key, Function<? super K, ? extends V> load) {
    return slot(key).get(() -> load.apply(key));
  }

  /** The cached value, or null when there is none. */
  public @Nullable V find(K key) {
    Slot<V> slot;
    synchronized (this) {
      slot = slots.get(key);
    }
    return slot == null ? null : slot.known();
  }

  private synchronized Slot<V> slot(K key) {
    Slot<V> known = slots.get(key);
    if (known != null) {
      return known;
    }
    Slot<V> slot = new Slot<>();
    slots.put(key, slot);
    weight += weigher.applyAsInt(key);
    Iterator<K> longestUnused = slots.keySet().iterator();
    while (weight > capacity && longestUnused.hasNext()) {
      weight -= weigher.applyAsInt(longestUnused.next());
      longestUnused.remove();
    }
    return slot;
  }

  private static final class Slot<V> {
    private @Nullable V value;

    synchronized @Nullable V known() {
      return value;
    }

    synchronized V get(Supplier<? extends V> load) {
      if (value == null) {
        value = load.get();
      }
      return value;
    }
  }
}
