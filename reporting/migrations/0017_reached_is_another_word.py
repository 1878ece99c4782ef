
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0016_lessons_and_risks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalstatedfigure',
            name='key',
            field=models.CharField(choices=[('reach.organisations', 'bereikte organisaties, sinds het begin')], max_length=40, verbose_name='cijfer'),
        ),
        migrations.AlterField(
            model_name='statedfigure',
            name='key',
            field=models.CharField(choices=[('reach.organisations', 'bereikte organisaties, sinds het begin')], max_length=40, verbose_name='cijfer'),
        ),
    ]
