package dev.ferry.cli.command;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotLock;
import dev.ferry.carry.depot.InventoryMaker;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import dev.ferry.store.Durable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ferry inventory --depot DIR [-o FILE]}: what a depot has, to be carried back. */
@Command(name = "inventory")
final class InventoryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();
  @Mixin private DepotOption depot = new DepotOption();

  @Option(names = "-o", paramLabel = "FILE", descriptionKey = "inventory.output")
  private Optional<String> output = Optional.empty();

  @Option(names = "--names", paramLabel = "GLOB", descriptionKey = "inventory.names")
  private List<String> names = List.of();

  InventoryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Path folder = depot.folder(invocation);
    // A copy on a read-only disk has an inventory too; else what is touched is sealed again.
    boolean readOnly = !Files.isWritable(folder);
    Depot opened = readOnly ? Depot.openToRead(folder) : Depot.open(folder);
    Inventory inventory;
    DepotLock lock = readOnly ? opened.share(console.progress()) : opened.lock(console.progress());
    try (lock) {
      inventory = InventoryMaker.make(opened, NameGlobs.checked(names), console.progress());
    }
    byte[] bytes = InventoryFile.bytes(inventory);
    if (output.isEmpty()) {
      console.print(new String(bytes, StandardCharsets.UTF_8));
      return 0;
    }
    Path file = invocation.path(output.get());
    byte[] written = file.getFileName().toString().endsWith(".gz") ? packed(bytes) : bytes;
    Durable.write(file, written);
    if (console.isJson()) {
      console.document(document(inventory, file, written.length));
    } else {
      console.print(
          Text.of(
              "Wrote `%s`: %s, %s",
              "已写入 `%s`：%s，%s",
              file,
              Text.count(inventory.blobs().size(), "blob", "个数据块"),
              new DataSize(written.length)));
    }
    return 0;
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private static Map<String, Object> document(Inventory inventory, Path file, int size) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("size", size);
    fields.put("depot", inventory.depot());
    fields.put("entries", inventory.entries());
    fields.put("roots", inventory.roots().size());
    fields.put("blobs", inventory.blobs().size());
    return fields;
  }

  @Override
  public String toString() {
    return "inventory " + global;
  }
}
