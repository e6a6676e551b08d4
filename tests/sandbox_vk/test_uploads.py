"""Photos, documents and voice messages of the bot: upload, save, send, download."""

import aiohttp
import pytest

from sandbox.vk import VkLimits
from tests.sandbox_vk.conftest import ANNA, IVAN, ROOM

PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(8) + (200).to_bytes(4, "big") + (100).to_bytes(4, "big")


async def upload(api, url, content, name="file0.png", field="photo"):
    form = aiohttp.FormData()
    form.add_field(field, content, filename=name)
    async with api.http.post(url, data=form) as answer:
        return await answer.json()


async def saved_doc(api, content, name, peer=ANNA, **more):
    server = await api("docs.getMessagesUploadServer", peer_id=peer, **more)
    answer = await upload(api, server["upload_url"], content, name, "file")
    return await api("docs.save", file=answer["file"], title=name)


async def downloaded(api, url):
    async with api.http.get(url) as answer:
        return await answer.read()


async def test_a_photo_goes_to_a_person(api, anna):
    server = await api("photos.getMessagesUploadServer", peer_id=ANNA)
    uploaded = await upload(api, server["upload_url"], PHOTO)
    (photo,) = await api("photos.saveMessagesPhoto", **uploaded)
    await api.send(ANNA, "Схема проезда", attachment=f"photo{photo['owner_id']}_{photo['id']}")
    (shown,) = anna.last.attachments
    largest = shown["photo"]["sizes"][-1]
    assert (largest["width"], largest["height"]) == (200, 100)
    assert await downloaded(api, largest["url"]) == PHOTO


async def test_a_document_and_a_voice_go_to_a_person_and_a_room(api, anna, maria):
    doc = (await saved_doc(api, b"%PDF", "Памятка.pdf"))["doc"]
    assert (doc["title"], doc["ext"], doc["owner_id"]) == ("Памятка.pdf", "pdf", ANNA)
    voice = (await saved_doc(api, b"OggS hello", "voice.ogg", ROOM, type="audio_message"))["audio_message"]
    names = [
        f"doc{doc['owner_id']}_{doc['id']}_{doc['access_key']}",
        f"audio_message{voice['owner_id']}_{voice['id']}_{voice['access_key']}",
    ]
    await api.send(ANNA, "", attachment=names)
    assert [one["type"] for one in anna.last.attachments] == ["doc", "audio_message"]
    assert await downloaded(api, doc["url"]) == b"%PDF"
    await api.send(ROOM, "", attachment=f"doc{voice['owner_id']}_{voice['id']}_{voice['access_key']}")
    assert maria.last.attachments[0]["type"] == "audio_message"


async def test_a_foreign_file_needs_its_access_key(api, anna, maria):
    doc = (await saved_doc(api, b"%PDF", "Памятка.pdf"))["doc"]
    name = f"doc{doc['owner_id']}_{doc['id']}"
    for access in ("", "_wrong"):
        assert await api.refused("messages.send", peer_id=ROOM, random_id=0, attachment=name + access) == 100


async def test_what_a_person_sent_goes_on_to_the_room(api, anna, maria, reader):
    anna.sends_photo(b"\xff\xd8cat")
    (event,) = await reader.news()
    photo = event["object"]["message"]["attachments"][0]["photo"]
    name = f"photo{photo['owner_id']}_{photo['id']}_{photo['access_key']}"
    await api.send(ROOM, "от Анны", attachment=name)
    assert maria.last.attachments[0]["photo"]["id"] == photo["id"]


async def test_nobody_uploads_for_those_who_cannot_be_reached(api, anna):
    assert await api.refused("photos.getMessagesUploadServer", peer_id=IVAN) == 901
    assert await api.refused("docs.getMessagesUploadServer", peer_id=IVAN) == 901
    assert await api.refused("docs.getMessagesUploadServer") == 100
    assert await api.refused("docs.getMessagesUploadServer", peer_id=ANNA, type="song") == 100


async def test_what_is_no_photo_is_not_saved(api, anna):
    server = await api("photos.getMessagesUploadServer")
    answer = await upload(api, server["upload_url"], b"not a picture")
    assert answer["photo"] == "[]"
    assert await api.refused("photos.saveMessagesPhoto", **answer) == 100
    good = await upload(api, server["upload_url"], PHOTO)
    assert await api.refused("photos.saveMessagesPhoto", **(good | {"hash": "other"})) == 121
    assert await api.refused("photos.saveMessagesPhoto", **(good | {"server": 1})) == 118
    assert len(await api("photos.saveMessagesPhoto", **good)) == 1
    assert await api.refused("photos.saveMessagesPhoto", **good) == 121


async def test_a_voice_must_be_one(api, anna):
    server = await api("docs.getMessagesUploadServer", peer_id=ANNA, type="audio_message")
    assert await upload(api, server["upload_url"], b"RIFF wave", "a.wav", "file") == {
        "error": "unknown_format"
    }
    assert await api.refused("docs.save", file="made up") == 105


async def test_too_much_is_refused(api, vk, anna):
    vk.api.desk.limits = VkLimits(per_second=None, photo_bytes=30, doc_bytes=30)
    server = await api("docs.getMessagesUploadServer", peer_id=ANNA)
    assert await upload(api, server["upload_url"], b"x" * 31, "a.txt", "file") == {"error": "file_too_big"}
    assert "file" in await upload(api, server["upload_url"], b"x" * 30, "a.txt", "file")
    server = await api("photos.getMessagesUploadServer", peer_id=ANNA)
    assert (await upload(api, server["upload_url"], PHOTO + b"x" * 30))["photo"] == "[]"


@pytest.mark.parametrize("body", [b"", b"rubbish", b"--x\r\n\r\nno name\r\n--x--"])
async def test_rubbish_is_no_upload(api, anna, body):
    server = await api("docs.getMessagesUploadServer", peer_id=ANNA)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with api.http.post(server["upload_url"], data=body, headers=headers) as answer:
        assert await answer.json() == {"error": "no_file"}
    async with api.http.post(f"{api.vk.api_url}/upload/unknown", data=body) as answer:
        assert "error" in await answer.json()
