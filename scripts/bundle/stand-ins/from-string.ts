import { NormalizedSchema } from '@smithy/core/schema';
import { fromBase64, _parseRfc3339DateTimeWithOffset as parseDateTime } from '@smithy/core/serde';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** Takes the place of what reads values out of headers too. Here a text is always one of XML. */
export class FromStringShapeDeserializer {
  setSerdeContext(): void {}

  read(of: Schema, text: string): unknown {
    const schema = NormalizedSchema.of(of);
    if (schema.isTimestampSchema()) return parseDateTime(text);
    if (schema.isBooleanSchema()) return text.toLowerCase() === 'true';
    if (schema.isNumericSchema()) return Number(text);
    if (schema.isBlobSchema()) return fromBase64(text);
    return text;
  }
}
