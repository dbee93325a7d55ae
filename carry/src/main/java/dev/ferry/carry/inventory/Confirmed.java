package dev.ferry.carry.inventory;

import java.util.List;

/**
 * Which parcels of one exporter arrived and were kept as a whole.
 *
 * @param exporter the connected side's own name: hexadecimal digits
 * @param site that the parcels were for; empty where they named none
 * @param numbers of the parcels, in order
 */
public record Confirmed(String exporter, String site, List<NumberRange> numbers) {
  public Confirmed {
    numbers = List.copyOf(numbers);
  }

  public boolean has(long number) {
    return numbers.stream().anyMatch(range -> range.has(number));
  }
}
