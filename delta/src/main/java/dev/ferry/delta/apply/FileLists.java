package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.container.CentralEntry;
import dev.ferry.delta.container.RecordText;
import dev.ferry.delta.container.RecordText.Values;
import dev.ferry.delta.format.Piece;
import dev.ferry.delta.format.ZipEntry;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the lists of files of one zip: digests of what is made anew. */
final class FileLists {
  private static final int MOST = 64 << 20;

  /** Outside of any zip: nothing is known. */
  static final FileLists NONE = new FileLists(null, null, null);

  private final @Nullable Assembler assembler;
  private final Piece.@Nullable Zip zip;
  private final @Nullable Bytes directory;
  private @Nullable Map<String, Values> values;

  private FileLists(
      @Nullable Assembler assembler, Piece.@Nullable Zip zip, @Nullable Bytes directory) {
    this.assembler = assembler;
    this.zip = zip;
    this.directory = directory;
  }

  /** The lists of a zip. */
  static FileLists of(Assembler assembler, Piece.Zip zip, Bytes directory) {
    return new FileLists(assembler, zip, directory);
  }

  /** Writes a list with what is known put in. */
  void write(Bytes text, OutputStream to) throws IOException {
    if (text.size() > MOST) {
      throw new BadDelta("a list of files has " + text.size() + " bytes");
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream((int) text.size());
    Copying.copy(text, plain);
    Map<String, Values> known = values();
    to.write(RecordText.replace(plain.toByteArray(), path -> Optional.ofNullable(known.get(path))));
  }

  private synchronized Map<String, Values> values() throws IOException {
    if (values == null) {
      values = new HashMap<>();
      if (assembler != null && zip != null && directory != null) {
        digest(assembler, zip, directory, values);
      }
    }
    return values;
  }

  private void digest(Assembler with, Piece.Zip from, Bytes names, Map<String, Values> to)
      throws IOException {
    List<CentralEntry> central = CentralEntry.leading(names);
    for (ZipEntry entry : from.entries()) {
      Piece content =
          entry.data() instanceof Piece.Deflated deflated ? deflated.content() : entry.data();
      if (entry.traits().values() && !(content instanceof Piece.FileList)) {
        String name =
            new String(central.get(entry.index()).name(names), StandardCharsets.ISO_8859_1);
        to.put(name, values(with, content));
      }
    }
  }

  private Values values(Assembler with, Piece content) throws IOException {
    MessageDigest digest = Digest.sha256();
    Counted counted = new Counted(OutputStream.nullOutputStream());
    with.write(content, NONE, new DigestOutputStream(counted, digest));
    return Values.of(Digest.from(digest.digest()), counted.count());
  }
}
