from django.db import migrations

from dutch.sorting import fold


def fold_anew(apps, schema_editor):
    """Keys as folding makes them now. Where two rows would get one key, the later keeps a number."""
    Counterparty = apps.get_model("pilots", "Counterparty")
    for row in Counterparty.objects.order_by("pk"):
        key = fold(row.name)
        same = Counterparty.objects.filter(programme_id=row.programme_id, sort_key=key)
        if key != row.sort_key:
            taken = same.exclude(pk=row.pk).exists()
            free = f"{key[:490]} ({row.pk})" if taken else key
            Counterparty.objects.filter(pk=row.pk).update(sort_key=free)


class Migration(migrations.Migration):
    dependencies = [("pilots", "0003_room_for_folded_names")]
    operations = [migrations.RunPython(fold_anew, migrations.RunPython.noop)]
