/**
 * Code for receivers that checks a Standard Webhooks `v1` signature with nothing but the language's own library:
 * HMAC-SHA256 over `id.timestamp.body`, compared in constant time (but in the shell), at most five minutes old or ahead.
 */
export interface Verifier {
  id: 'node' | 'python' | 'go' | 'php' | 'csharp' | 'shell'
  label: string
  code: string
}

const node = `import { createHmac, timingSafeEqual } from 'node:crypto'

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64')

/** \`headers\` as in request.headers, \`body\` the raw bytes as a Buffer. */
export function isFromGuildhall(headers, body) {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  if (!/^[0-9]+$/.test(timestamp)) return false
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false
  const wanted = createHmac('sha256', key).update(\`\${id}.\${timestamp}.\`).update(body).digest()
  return (headers['webhook-signature'] ?? '').split(' ').some((part) => {
    const [version, signature = ''] = part.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
`

const python = `import base64, hashlib, hmac, os, re, time

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))

def is_from_guildhall(headers, body: bytes) -> bool:
    """headers: names in lower case; body: the raw bytes."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch("[0-9]+", timestamp) or abs(time.time() - int(timestamp)) > 300:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(part.encode(), wanted.encode()) for part in given)
`

const go = `package receiver

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// IsFromGuildhall takes the raw body, read before anything parses it.
func IsFromGuildhall(header http.Header, body []byte) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_"))
	if err != nil || len(key) == 0 {
		return false
	}
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return false
	}
	if age := time.Now().Unix() - seconds; age > 300 || age < -300 {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	wanted := mac.Sum(nil)
	for _, part := range strings.Split(header.Get("webhook-signature"), " ") {
		version, signature, _ := strings.Cut(part, ",")
		given, err := base64.StdEncoding.DecodeString(signature)
		if err == nil && version == "v1" && hmac.Equal(given, wanted) {
			return true
		}
	}
	return false
}
`

const php = `<?php
/** $body is file_get_contents('php://input'). */
function isFromGuildhall(string $body): bool
{
    $key = base64_decode(preg_replace('/^whsec_/', '', getenv('WEBHOOK_SECRET')), true);
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if ($key === false || $key === '' || !ctype_digit($timestamp)) {
        return false;
    }
    if (abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        if (hash_equals($wanted, $given)) {
            return true;
        }
    }
    return false;
}
`

const csharp = `using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

public static class GuildhallSignature
{
    static readonly byte[] Key = Convert.FromBase64String(
        (Environment.GetEnvironmentVariable("WEBHOOK_SECRET") ?? "").Replace("whsec_", ""));

    /// <param name="header">In ASP.NET Core: name => Request.Headers[name].ToString().</param>
    /// <param name="body">The raw bytes, read before anything parses them.</param>
    public static bool IsValid(Func<string, string> header, byte[] body)
    {
        string id = header("webhook-id") ?? "";
        string timestamp = header("webhook-timestamp") ?? "";
        if (Key.Length == 0) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
            return false;
        long age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds;
        if (age > 300 || age < -300) return false;
        byte[] signed = Encoding.UTF8.GetBytes(id + "." + timestamp + ".").Concat(body).ToArray();
        byte[] wanted;
        using (var mac = new HMACSHA256(Key)) wanted = mac.ComputeHash(signed);
        byte[] text = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(wanted));
        return (header("webhook-signature") ?? "").Split(' ').Any(given =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), text));
    }
}
`

const shell = `# For checking one request by hand. A server should use a language that compares in constant time.
# Usage: sh verify.sh "$webhook_id" "$webhook_timestamp" "$webhook_signature" < body
id=$1 timestamp=$2 signatures=$3
case $timestamp in '' | *[!0-9]*) echo 'no timestamp'; exit 1 ;; esac
age=$(($(date +%s) - timestamp))
if [ "$age" -gt 300 ] || [ "$age" -lt -300 ]; then echo 'too old, or ahead'; exit 1; fi
key=$(printf %s "\${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
wanted=v1,$({ printf '%s.%s.' "$id" "$timestamp"; cat; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
for given in $signatures; do
  if [ "$given" = "$wanted" ]; then echo valid; exit 0; fi
done
echo 'another signature'
exit 1
`

export const verifiers: readonly Verifier[] = [
  { id: 'node', label: 'Node.js', code: node },
  { id: 'python', label: 'Python', code: python },
  { id: 'go', label: 'Go', code: go },
  { id: 'php', label: 'PHP', code: php },
  { id: 'csharp', label: 'C#', code: csharp },
  { id: 'shell', label: 'Shell', code: shell },
]
