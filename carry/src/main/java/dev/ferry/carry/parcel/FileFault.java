package dev.ferry.carry.parcel;

import dev.ferry.model.Text;
import java.nio.file.Path;

/**
 * Something that is wrong with a file.
 *
 * @param what for people, without the file's name
 */
public record FileFault(Path file, Text what) {}
