#!/usr/bin/env bash
# A first brief with curl: an article goes in as plain text, the brief comes back as Markdown, and again as JSON
# from the address that the service gave it. The Idempotency-Key makes it harmless to run the order again after a
# lost connection: it is still one brief.
#
#   examples/first_brief.sh [SERVER] [KEY]
set -euo pipefail
server=${1:-http://127.0.0.1:8000}
key=(-H "Authorization: Bearer ${2:-none}") # where keys are off, any will do

article='Việt Nam và Nhật Bản hợp tác về y tế

Ngày 5/8/2019, tại Hà Nội, Bộ Y tế Việt Nam và Bộ Y tế, Lao động và Phúc lợi Nhật Bản ký bản ghi nhớ về đào tạo
điều dưỡng. Dự án trị giá 1,5 triệu USD và kéo dài đến năm 2023.'

echo "# As Markdown"
location=$(curl -sS --fail-with-body "$server/v1/briefs" "${key[@]}" \
  -H "Content-Type: text/plain; charset=utf-8" -H "Accept: text/markdown" \
  -H "Idempotency-Key: first-brief-$(cksum <<<"$article" | cut -d' ' -f1)" \
  --data-binary "$article" -o /dev/stderr -w '%header{location}')

echo "# As JSON, from $location: who, and the words that say so"
curl -sS --fail-with-body "$server$location" "${key[@]}" |
  python3 -c '
import json, sys
for highlight in json.load(sys.stdin)["highlights"]:
    for partner in highlight["partners"]:
        print(partner["name"]["en"], "<-", partner["evidence"]["text"])'
