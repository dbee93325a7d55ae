package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import dev.ferry.store.StoreCleaner.Amount;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints how much lies in each part of a store. */
final class StoreAmounts {
  private StoreAmounts() {}

  static void print(Console console, Path store, Map<String, Amount> amounts) {
    if (console.isJson()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      amounts.forEach(
          (part, amount) ->
              parts.put(part, Map.of("files", amount.files(), "bytes", amount.bytes())));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("store", store);
      document.put("parts", parts);
      console.document(document);
      return;
    }
    console.print(store.toString());
    amounts.forEach(
        (part, amount) ->
            console.print(
                Text.of(
                    "  %-10s %8d files %12s",
                    "  %-10s %8d 个文件 %12s", part, amount.files(), new DataSize(amount.bytes()))));
  }
}
