package dev.ferry.scan.fit;

import dev.ferry.python.index.IndexFile;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeFactsCodec;
import dev.ferry.store.FactStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Libraries of a wheel that were read by range. The whole bytes were not hashed, so these facts are
 * kept under where they were seen, not under the wheel's digest.
 *
 * @param complete whether the sample was taken in full; not where only one suspect was read
 * @param cxxCarried whether the wheel has a {@code libstdc++.so.6}
 * @param libraries facts by path
 */
record SeenLibraries(boolean complete, boolean cxxCarried, Map<String, NativeFacts> libraries) {
  private static final String KIND = "seen-libraries-1";
  private static final int MOST = 1_000;

  SeenLibraries {
    libraries = java.util.Collections.unmodifiableMap(new TreeMap<>(libraries));
  }

  static Optional<SeenLibraries> find(FactStore store, IndexFile wheel) {
    return store.find(KIND, key(wheel)).flatMap(SeenLibraries::decode);
  }

  void keep(FactStore store, IndexFile wheel) {
    store.put(KIND, key(wheel), encode());
  }

  /** Source, address without query (tokens may stand there), claimed digest. */
  private static String key(IndexFile wheel) {
    URI location = wheel.location();
    return String.join(
        "\n",
        wheel.source(),
        location.getScheme() + "://" + location.getRawAuthority() + location.getRawPath(),
        wheel.sha256().map(digest -> digest.hex()).orElse(""));
  }

  private byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(complete);
      out.writeBoolean(cxxCarried);
      out.writeInt(libraries.size());
      for (Map.Entry<String, NativeFacts> library : libraries.entrySet()) {
        out.writeUTF(library.getKey());
        NativeFactsCodec.write(out, library.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Optional<SeenLibraries> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean complete = in.readBoolean();
      boolean cxxCarried = in.readBoolean();
      int count = in.readInt();
      if (count < 0 || count > MOST) {
        return Optional.empty();
      }
      Map<String, NativeFacts> libraries = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        libraries.put(in.readUTF(), NativeFactsCodec.read(in));
      }
      return Optional.of(new SeenLibraries(complete, cxxCarried, libraries));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }
}
