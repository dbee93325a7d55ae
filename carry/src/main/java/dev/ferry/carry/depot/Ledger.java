package dev.ferry.carry.depot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.image.json.JsonFields;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The history of a depot: one JSON object a line, only ever added to. A last line without its end
 * was cut by a kill; it counts as absent and goes when the next one is written.
 */
public final class Ledger {
  private static final int LARGEST = 256 << 20;
  private static final long MOST_NUMBERS = 1L << 40;

  private final Path file;

  Ledger(Path file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param entries oldest first
   * @param lines that are there, read or not
   * @param problems of lines that cannot be read
   */
  public record Content(List<LedgerEntry> entries, long lines, List<Text> problems) {
    public Content {
      entries = List.copyOf(entries);
      problems = List.copyOf(problems);
    }

    /** The import that kept everything of a parcel. */
    public Optional<LedgerEntry> findComplete(ParcelName parcel) {
      return entries.stream()
          .filter(entry -> entry.result() == ImportResult.COMPLETE)
          .filter(entry -> entry.parcel().map(ParcelName::id).equals(Optional.of(parcel.id())))
          .findFirst();
    }
  }

  /** Adds a line; it is on the disk when this returns. */
  public void append(LedgerEntry entry) {
    byte[] line = (new String(CanonicalJson.bytes(tree(entry)), UTF_8) + "\n").getBytes(UTF_8);
    boolean fresh = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = wholeLines(channel);
      channel.truncate(end);
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        channel.write(rest, end + rest.position());
      }
      channel.force(true);
      if (fresh) {
        Durable.forceParent(file);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** Where the last line that has its end, ends. */
  private static long wholeLines(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(4096);
    long end = channel.size();
    while (end > 0) {
      long from = Math.max(0, end - one.capacity());
      one.clear().limit((int) (end - from));
      while (one.hasRemaining() && channel.read(one, from + one.position()) >= 0) {
        // Goes on where a short read ended.
      }
      for (int i = (int) (end - from) - 1; i >= 0; i--) {
        if (one.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  /** Everything that can be read. */
  public Content read() {
    List<LedgerEntry> entries = new ArrayList<>();
    List<Text> problems = new ArrayList<>();
    long number = 0;
    byte[] bytes = bytes();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        number++;
        try {
          entries.add(entry(number, Arrays.copyOfRange(bytes, start, i)));
        } catch (FerryException wrong) {
          problems.add(wrong.text());
        }
        start = i + 1;
      }
    }
    return new Content(entries, number, problems);
  }

  private byte[] bytes() {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException nothingHappened) {
      return new byte[0];
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static Map<String, Object> tree(LedgerEntry entry) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("at", entry.at());
    tree.put("event", entry.event().name().toLowerCase(Locale.ROOT));
    tree.put("from", entry.from());
    tree.put("result", entry.result().id());
    tree.put("roots", entry.roots().stream().map(Ledger::tree).toList());
    entry
        .parcel()
        .ifPresent(
            parcel ->
                tree.put(
                    "parcel",
                    Map.of(
                        "id",
                        parcel.id(),
                        "exporter",
                        parcel.exporter(),
                        "site",
                        parcel.site(),
                        "number",
                        parcel.number())));
    return tree;
  }

  private static Map<String, Object> tree(RootReceipt root) {
    return Map.of(
        "kind",
        root.kind().id(),
        "name",
        root.name(),
        "digest",
        root.digest().toString(),
        "state",
        root.state().id());
  }

  private LedgerEntry entry(long number, byte[] line) {
    JsonFields fields = JsonFields.parse(file.getFileName() + ":" + number, line);
    LedgerEntry.Event event =
        Arrays.stream(LedgerEntry.Event.values())
            .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(fields.string("event")))
            .findFirst()
            .orElseThrow(() -> fields.bad("event", "`import` or `remove`"));
    return new LedgerEntry(
        fields.string("at"),
        event,
        fields.string("from"),
        fields.findObject("parcel").map(Ledger::parcel),
        ImportResult.find(fields.string("result"))
            .orElseThrow(() -> fields.bad("result", "`complete`, `incomplete` or `refused`")),
        fields.objects("roots").stream().map(Ledger::root).toList());
  }

  private static ParcelName parcel(JsonFields fields) {
    return new ParcelName(
        fields.string("id"),
        fields.string("exporter"),
        fields.string("site"),
        fields.number("number", MOST_NUMBERS));
  }

  private static RootReceipt root(JsonFields fields) {
    return new RootReceipt(
        RootKind.find(fields.string("kind")).orElseThrow(() -> fields.bad("kind", "a kind")),
        fields.string("name"),
        fields.digest("digest"),
        RootState.find(fields.string("state")).orElseThrow(() -> fields.bad("state", "a state")));
  }
}
